namespace OrleansChat.Inbox;

/// <summary>One conversation of a user: a room that he is in, or a friend.</summary>
/// <param name="Conversation">See <see cref="Conversations.ConversationKey"/>.</param>
/// <param name="Alias">In a room his own name there; in a friendship the name he gave the friend.</param>
/// <param name="NoDisturbing">No phone push, please.</param>
/// <param name="OnTop">Pinned.</param>
/// <param name="IsMember">False when he has left, or the friendship has ended.</param>
/// <param name="SinceUnixMs">When the membership began; when it ended, if it has.</param>
[GenerateSerializer, Immutable, Alias("inbox.conversation")]
public sealed record ConversationView(
    [property: Id(0)] string Conversation,
    [property: Id(1)] string Alias,
    [property: Id(2)] bool NoDisturbing,
    [property: Id(3)] bool OnTop,
    [property: Id(4)] bool IsMember,
    [property: Id(5)] long SinceUnixMs);
