using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>Where a conversation stands in the log; zeros when it has no row.</summary>
/// <param name="LastSeq">The last place taken.</param>
/// <param name="LastMessageId">Its message id.</param>
/// <param name="LastSentAtUnixMs">Its time.</param>
/// <param name="Members">Everybody who is in it now, in the order of joining.</param>
/// <param name="Recent">The newest 64 rows in order, to recognise retries by.</param>
public sealed record ConversationHead(
    long LastSeq,
    long LastMessageId,
    long LastSentAtUnixMs,
    ImmutableArray<MemberRow> Members,
    ImmutableArray<ChatMessage> Recent);
