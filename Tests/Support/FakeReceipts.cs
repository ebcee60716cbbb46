using System.Collections.Immutable;
using OrleansChat.Errors;
using OrleansChat.Receipts;

namespace OrleansChat.Tests.Support;

/// <summary>Remembers what it was told of each place.</summary>
internal sealed class FakeReceipts : IReceiptGrain
{
    private readonly Lock _gate = new();
    private readonly List<Receipt> _told = [];

    /// <summary>How many reports fail before one is taken.</summary>
    public int Failures { get; set; }

    /// <summary>Each receipt that was taken, in the order of their coming.</summary>
    public IReadOnlyList<Receipt> Told
    {
        get
        {
            lock (_gate)
            {
                return [.. _told];
            }
        }
    }

    public Task ReportAsync(ImmutableArray<Receipt> receipts, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (Failures > 0)
            {
                Failures--;
                throw new TimeoutException("Told to fail.");
            }

            _told.AddRange(receipts);
            return Task.CompletedTask;
        }
    }

    /// <summary>The highest stage that was told of a place.</summary>
    public DeliveryStage StageOf(string conversation, long seq) => Told
        .Where(one => one.Conversation == conversation && one.After < seq && seq <= one.Seq)
        .Select(one => one.Stage)
        .DefaultIfEmpty(DeliveryStage.Stored)
        .Max();

    public Task<Reply<int>> ConfirmAsync(ImmutableArray<long> messageIds, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<ImmutableArray<Undelivered>>> UndeliveredAsync(
        UndeliveredQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<UndeliveredCount>> CountAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<ImmutableArray<DeliveryStage>>> StagesAsync(
        string conversation, ImmutableArray<long> places, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
