using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Inbox;
using OrleansChat.Receipts;

namespace OrleansChat.Tests.Support;

/// <summary>Read positions in memory, and unread counts over a log in memory, as the port's text defines
/// them.</summary>
internal sealed class MemoryInboxStore(SteeredMessageLog log) : IInboxStore
{
    private readonly Dictionary<(int User, string Conversation), long> _seqs = [];

    public bool IsFailing { get; set; }

    /// <value>What devices confirmed is not unread.</value>
    public MemoryReceiptStore? Receipts { get; set; }

    /// <value>What was cleared is not unread.</value>
    public MemoryChatRowStore? ChatRows { get; set; }

    public long Position(int userId, string conversation) => _seqs.GetValueOrDefault((userId, conversation));

    public Task<ImmutableArray<ReadPosition>> LoadAsync(int userId, CancellationToken cancellation) =>
        Task.FromResult(_seqs.Where(row => row.Key.User == userId)
            .Select(row => new ReadPosition(row.Key.Conversation, row.Value))
            .ToImmutableArray());

    public Task SaveAsync(int userId, ImmutableArray<ReadPosition> positions, CancellationToken cancellation)
    {
        if (IsFailing)
        {
            throw new LogUnavailableException("The database does not answer.");
        }

        foreach (var (conversation, seq) in positions)
        {
            var bounded = Math.Min(seq, log[conversation].Rows.Count);
            _seqs[(userId, conversation)] = Math.Max(bounded, _seqs.GetValueOrDefault((userId, conversation)));
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<UnreadView>> UnreadAsync(
        int userId, bool direct, ImmutableArray<ReadPosition> positions, CancellationToken cancellation)
    {
        var read = positions.ToDictionary(position => position.Conversation, position => position.Seq);
        return Task.FromResult(
            (from key in log.Conversations
             where ConversationKey.IsDirect(key) == direct && !ConversationKey.IsChatRoom(key)
             from stay in log[key].Stays
             where stay.UserId == userId && stay.ToSeq is null && stay.Level > 0
             let shown = log[key].Rows.Where(row => row.IsVisible && !row.IsRecalled && row.Seq >= stay.FromSeq).ToArray()
             let after = Math.Max(Math.Max(read.GetValueOrDefault(key), ChatRows?.Cleared(userId, key) ?? 0), stay.FromSeq)
             let unread = shown.Count(row => row.SenderId != userId && row.Seq > after && !IsConfirmed(userId, row))
             where unread > 0
             select new UnreadView(key, unread, shown[^1])).ToImmutableArray());
    }

    public Task<string?> LocateAsync(int userId, long messageId, CancellationToken cancellation) => Task.FromResult(
        log.Conversations.FirstOrDefault(key =>
            log[key].Rows.Any(row => row.MessageId == messageId) && log[key].Stays.Any(stay => stay.UserId == userId)));

    public Task<ImmutableArray<ConversationView>> ListAsync(
        int userId, bool direct, long changedSinceUnixMs, CancellationToken cancellation) => Task.FromResult(
            (from key in log.Conversations
             where ConversationKey.IsDirect(key) == direct && !ConversationKey.IsChatRoom(key)
             from stay in log[key].Stays
             where stay.UserId == userId && stay.ToSeq is null && stay.Level > 0
             orderby stay.SinceUnixMs
             select new ConversationView(key, stay.Alias, stay.NoDisturbing, stay.OnTop, true, stay.SinceUnixMs))
            .ToImmutableArray());

    public Task<ImmutableArray<RecentConversation>> RecentAsync(
        int userId, long sinceUnixMs, CancellationToken cancellation) => Task.FromResult(
            (from key in log.Conversations
             where ConversationKey.IsDirect(key)
                && log[key].Stays.Any(stay => stay.UserId == userId && stay.ToSeq is null)
             let recent = log[key].Rows.Where(row => row.SentAtUnixMs >= sinceUnixMs).ToArray()
             where recent.Length > 0
             select new RecentConversation(key, recent[0].Seq, recent[^1].Seq)).ToImmutableArray());

    private bool IsConfirmed(int userId, ChatMessage row) =>
        Receipts?.Stage(userId, row.Conversation, row.Seq) is DeliveryStage.Confirmed;
}
