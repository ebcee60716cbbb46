namespace OrleansChat.ChatLists;

/// <summary>The number of a row.</summary>
/// <param name="Conversation">See <see cref="Conversations.ConversationKey"/>.</param>
/// <param name="RowId">See <see cref="ChatRow"/>.</param>
public sealed record ChatRowNumber(string Conversation, long RowId);
