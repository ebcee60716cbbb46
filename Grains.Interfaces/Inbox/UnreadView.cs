using OrleansChat.Conversations;

namespace OrleansChat.Inbox;

/// <summary>How much of one conversation a user has not read.</summary>
/// <param name="Conversation">See <see cref="ConversationKey"/>.</param>
/// <param name="Count">Messages of others after the user's read position; at least 1.</param>
/// <param name="Last">The newest visible message.</param>
[GenerateSerializer, Immutable, Alias("inbox.unread")]
public sealed record UnreadView(
    [property: Id(0)] string Conversation,
    [property: Id(1)] long Count,
    [property: Id(2)] ChatMessage Last);
