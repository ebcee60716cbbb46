namespace OrleansChat.ChatRooms;

/// <summary>A message of a chat room that somebody reports.</summary>
/// <param name="Conversation">Where it stands.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="SenderId">Who said it.</param>
public sealed record ReportedMessage(string Conversation, long MessageId, int SenderId);
