using OrleansChat.ChatRooms;
using OrleansChat.Friends;
using OrleansChat.Rooms;

namespace OrleansChat.Fanout;

/// <summary>Something that happened, other than a message; each protocol decides whether and how it shows.</summary>
/// <param name="Kind">What happened; says which of the others are set.</param>
/// <param name="AtUnixMs">When.</param>
/// <param name="RoomId">The room, or 0.</param>
/// <param name="UserId">The user whom it is about, or 0.</param>
/// <param name="Count">A number, or 0.</param>
/// <param name="Text">A text, or empty.</param>
/// <param name="Application">A friend application, or null.</param>
/// <param name="Place">The place in the room's log at which the user joined, or 0.</param>
/// <param name="UntilUnixMs">Until when it holds, or 0.</param>
/// <param name="Key">The key of a room, or null.</param>
/// <param name="ChatRoom">A chat room, or null.</param>
[GenerateSerializer, Immutable, Alias("fanout.notice")]
public sealed record Notice(
    [property: Id(0)] NoticeKind Kind,
    [property: Id(1)] long AtUnixMs,
    [property: Id(2)] long RoomId = 0,
    [property: Id(3)] int UserId = 0,
    [property: Id(4)] int Count = 0,
    [property: Id(5)] string Text = "",
    [property: Id(6)] FriendApplication? Application = null,
    [property: Id(7)] long Place = 0,
    [property: Id(8)] long UntilUnixMs = 0,
    [property: Id(9)] RoomKey? Key = null,
    [property: Id(10)] ChatRoomView? ChatRoom = null);
