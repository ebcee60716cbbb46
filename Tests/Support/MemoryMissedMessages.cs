using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Inbox;

namespace OrleansChat.Tests.Support;

/// <summary>What was said in all conversations of a user, over a log in memory.</summary>
internal sealed class MemoryMissedMessages(SteeredMessageLog log) : IMissedMessages
{
    public Task<ImmutableArray<long>> ListAsync(int userId, MissedQuery query, CancellationToken cancellation)
    {
        var ids = Seen(userId)
            .Where(row => row.SentAtUnixMs >= query.SinceUnixMs && row.SentAtUnixMs <= query.UntilUnixMs)
            .Select(row => row.MessageId)
            .ToArray();
        return Task.FromResult(
            (query.KeepsNewest ? ids.TakeLast(query.Limit) : ids.Take(query.Limit)).ToImmutableArray());
    }

    public Task<ImmutableArray<ChatMessage>> ReadAsync(
        int userId, ImmutableArray<long> messageIds, CancellationToken cancellation) => Task.FromResult(
            Seen(userId).Where(row => messageIds.Contains(row.MessageId)).ToImmutableArray());

    public Task<ImmutableArray<ChatMessage>> PageDirectAsync(
        int userId, int skip, int count, CancellationToken cancellation) => Task.FromResult(
            (from key in log.Conversations
             where ConversationKey.IsDirect(key) && log[key].Stays.Any(stay => stay.UserId == userId)
             from row in log[key].Rows
             where SaidPage.IsSaid(row)
             orderby row.SentAtUnixMs descending, key, row.Seq descending
             select row).Skip(skip).Take(count).ToImmutableArray());

    private IEnumerable<ChatMessage> Seen(int userId) => Shown(userId)
        .OrderBy(row => row.SentAtUnixMs)
        .ThenBy(row => row.Conversation, StringComparer.Ordinal)
        .ThenBy(row => row.Seq);

    private IEnumerable<ChatMessage> Shown(int userId) =>
        from key in log.Conversations
        from stay in log[key].Stays
        where stay.UserId == userId && stay.ToSeq is null && stay.Level > 0
        where ConversationKey.IsDirect(key) || ConversationKey.TryRoom(key, out _)
        from row in log[key].Rows
        where row.IsVisible && row.Seq >= stay.FromSeq && row.Body.Length > 0
        select row;
}
