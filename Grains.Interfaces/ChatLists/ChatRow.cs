using OrleansChat.Conversations;

namespace OrleansChat.ChatLists;

/// <summary>One conversation in a user's list of chats.</summary>
/// <param name="RowId">A small number, unique in the system. A row that was deleted comes back under another.</param>
/// <param name="Conversation">See <see cref="ConversationKey"/>: direct or a room.</param>
/// <param name="OnTop">Pinned by the user.</param>
/// <param name="Unread">Messages of others after the place up to which the row was cleared or deleted.</param>
/// <param name="Last">The newest message, with its wording.</param>
/// <param name="CreatedAtUnixMs">When the row appeared: with the first message after it was deleted last.</param>
/// <param name="UpdatedAtUnixMs">When the newest message was sent.</param>
[GenerateSerializer, Immutable, Alias("chat-list.row")]
public sealed record ChatRow(
    [property: Id(0)] long RowId,
    [property: Id(1)] string Conversation,
    [property: Id(2)] bool OnTop,
    [property: Id(3)] long Unread,
    [property: Id(4)] ChatMessage Last,
    [property: Id(5)] long CreatedAtUnixMs,
    [property: Id(6)] long UpdatedAtUnixMs);
