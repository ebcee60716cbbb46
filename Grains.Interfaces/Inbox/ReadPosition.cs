namespace OrleansChat.Inbox;

/// <summary>How far a user has read one conversation. Positions only move forward.</summary>
/// <param name="Conversation">See <see cref="Conversations.ConversationKey"/>.</param>
/// <param name="Seq">The last place read.</param>
[GenerateSerializer, Immutable, Alias("inbox.read-position")]
public sealed record ReadPosition([property: Id(0)] string Conversation, [property: Id(1)] long Seq);
