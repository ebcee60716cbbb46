using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>Where a conversation stands in the log; zeros when it has no row.</summary>
/// <param name="LastSeq">The last place taken.</param>
/// <param name="LastMessageId">The newest message id that the server chose, as far as <paramref name="Recent"/> tells; else
/// 0.</param>
/// <param name="LastSentAtUnixMs">The time of the last row.</param>
/// <param name="Members">Everybody who is in it now, in the order of joining.</param>
/// <param name="Recent">The newest 64 rows in order, to recognise retries by.</param>
public sealed record ConversationHead(
    long LastSeq,
    long LastMessageId,
    long LastSentAtUnixMs,
    ImmutableArray<MemberRow> Members,
    ImmutableArray<ChatMessage> Recent)
{
    /// <summary>The head of a conversation with these rows, in order.</summary>
    public static ConversationHead Of(ImmutableArray<MemberRow> members, ImmutableArray<ChatMessage> recent) => new(
        recent.LastOrDefault()?.Seq ?? 0,
        recent.LastOrDefault(row => !row.HasOwnId)?.MessageId ?? 0,
        recent.LastOrDefault()?.SentAtUnixMs ?? 0,
        members,
        recent);
}
