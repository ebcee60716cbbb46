using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Errors;

namespace OrleansChat.Receipts;

/// <summary>Remembers nothing: what is stored is the truth, and the store puts together what two activations
/// write.</summary>
[GrainType("receipt")]
internal sealed class ReceiptGrain(IReceiptStore store) : Grain, IReceiptGrain
{
    private int UserId => (int)this.GetPrimaryKeyLong();

    public Task ReportAsync(ImmutableArray<Receipt> receipts, CancellationToken cancellation) =>
        store.SaveAsync(UserId, ReceiptRules.Kept(receipts), CancellationToken.None);

    public async Task<Reply<int>> ConfirmAsync(ImmutableArray<long> messageIds, CancellationToken cancellation)
    {
        var receipts = await store.LocateAsync(UserId, messageIds, cancellation);
        await store.SaveAsync(UserId, receipts, CancellationToken.None);
        return receipts.Length;
    }

    public async Task<Reply<ImmutableArray<Undelivered>>> UndeliveredAsync(
        UndeliveredQuery query, CancellationToken cancellation)
    {
        var waiting = await store.ListAsync(UserId, ReceiptRules.Bounded(query), cancellation);
        var named = await GrainFactory.NameAsync([.. waiting.Select(one => one.Message)], cancellation);
        return waiting.Select((one, i) => one with { Message = named[i] }).ToImmutableArray();
    }

    public async Task<Reply<UndeliveredCount>> CountAsync(CancellationToken cancellation) =>
        await store.CountAsync(UserId, cancellation);

    public async Task<Reply<ImmutableArray<DeliveryStage>>> StagesAsync(
        string conversation, ImmutableArray<long> places, CancellationToken cancellation) =>
        await store.StagesAsync(UserId, conversation, places, cancellation);
}
