namespace OrleansChat.Inbox;

/// <summary>A conversation in which something was said lately.</summary>
/// <param name="Conversation">See <see cref="Conversations.ConversationKey"/>.</param>
/// <param name="FirstSeq">The first place that is so recent.</param>
/// <param name="LastSeq">The last place taken.</param>
[GenerateSerializer, Immutable, Alias("inbox.recent-conversation")]
public sealed record RecentConversation(
    [property: Id(0)] string Conversation, [property: Id(1)] long FirstSeq, [property: Id(2)] long LastSeq);
