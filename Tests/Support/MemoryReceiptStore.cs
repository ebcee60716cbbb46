using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Receipts;

namespace OrleansChat.Tests.Support;

/// <summary>Receipts in memory, over a log in memory: each place on its own, and as many as there are.</summary>
internal sealed class MemoryReceiptStore(SteeredMessageLog log, MemoryInboxStore inbox) : IReceiptStore
{
    private readonly Dictionary<(int User, string Conversation), DeliveryStage[]> _stages = [];

    public bool IsFailing { get; set; }

    public Task SaveAsync(int userId, ImmutableArray<Receipt> receipts, CancellationToken cancellation)
    {
        if (IsFailing)
        {
            throw new LogUnavailableException("The database does not answer.");
        }

        foreach (var receipt in receipts)
        {
            var stages = StagesOf(userId, receipt.Conversation);
            for (var seq = Math.Max(receipt.After, 0) + 1; seq <= Math.Min(receipt.Seq, stages.Length); seq++)
            {
                stages[seq - 1] = (DeliveryStage)Math.Max((int)stages[seq - 1], (int)receipt.Stage);
            }
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<Receipt>> LocateAsync(
        int userId, ImmutableArray<long> messageIds, CancellationToken cancellation) => Task.FromResult(
            (from key in log.Conversations
             where !ConversationKey.IsChatRoom(key)
             from row in log[key].Rows
             where messageIds.Contains(row.MessageId) && row.IsVisible && OwnConversation.IsOfOthers(row, userId)
             where log[key].Stays.Any(stay => stay.UserId == userId && (ConversationKey.IsDirect(key)
                || (stay.FromSeq < row.Seq && row.Seq <= (stay.ToSeq ?? long.MaxValue))))
             select new Receipt(key, row.Seq - 1, row.Seq, DeliveryStage.Confirmed)).ToImmutableArray());

    public Task<ImmutableArray<Undelivered>> ListAsync(
        int userId, UndeliveredQuery query, CancellationToken cancellation) => Task.FromResult(
            Waiting(userId)
                .Where(one => ConversationKey.IsDirect(one.Message.Conversation) ? query.Direct : query.Rooms)
                .Where(one => !query.HandedOnly || one.Stage is DeliveryStage.Handed)
                .OrderBy(one => one.Message.SentAtUnixMs)
                .ThenBy(one => one.Message.Conversation, StringComparer.Ordinal)
                .ThenBy(one => one.Message.Seq)
                .Take(query.Limit)
                .ToImmutableArray());

    public Task<UndeliveredCount> CountAsync(int userId, CancellationToken cancellation)
    {
        var stages = Waiting(userId).Select(one => one.Stage).ToArray();
        var handed = stages.Count(stage => stage is DeliveryStage.Handed);
        return Task.FromResult(new UndeliveredCount(stages.Length - handed, handed));
    }

    public Task<ImmutableArray<DeliveryStage>> StagesAsync(
        int userId, string conversation, ImmutableArray<long> places, CancellationToken cancellation) =>
        Task.FromResult(places.Select(place => Stage(userId, conversation, place)).ToImmutableArray());

    public DeliveryStage Stage(int userId, string conversation, long place)
    {
        var stages = StagesOf(userId, conversation);
        return place <= inbox.Position(userId, conversation) ? DeliveryStage.Confirmed
            : place > 0 && place <= stages.Length ? stages[place - 1]
            : DeliveryStage.Stored;
    }

    private IEnumerable<Undelivered> Waiting(int userId) =>
        from own in OwnConversation.Of(log, userId)
        from row in log[own.Key].Rows
        where row.Seq > own.After && row.IsVisible && !row.IsRecalled && OwnConversation.IsOfOthers(row, userId)
        let stage = Stage(userId, own.Key, row.Seq)
        where stage is not DeliveryStage.Confirmed
        select new Undelivered(row, stage);

    private DeliveryStage[] StagesOf(int userId, string conversation)
    {
        var stages = _stages.GetValueOrDefault((userId, conversation)) ?? [];
        var last = log[conversation].Rows.Count;
        if (stages.Length < last)
        {
            Array.Resize(ref stages, last);
            _stages[(userId, conversation)] = stages;
        }

        return stages;
    }
}
