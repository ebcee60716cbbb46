using OrleansChat.Accounts;
using OrleansChat.ChatRooms;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Chat rooms and who is in them as the document's objects. Pure.</summary>
internal static class Chat33ChatRoomMapping
{
    public static ChatRoomData ToChatRoom(ChatRoomView room) => new(
        Chat33Mapping.Id(room.ChatRoomId),
        room.Name,
        room.Avatar,
        room.Description,
        room.CreatedAtUnixMs,
        room.OpenedAtUnixMs,
        room.ClosedAtUnixMs,
        (int)room.Status,
        room.UserCount + room.VisitorCount,
        room.UserCount,
        room.VisitorCount);

    /// <summary>Event 7: there, 0 stands for open, and numbers are texts.</summary>
    public static ChatRoomOpenedFrame ToOpened(ChatRoomView room) => new(
        Chat33Events.ChatRoomOpened,
        Chat33Mapping.Id(room.ChatRoomId),
        room.Name,
        room.Avatar,
        room.Description,
        room.CreatedAtUnixMs,
        room.OpenedAtUnixMs,
        room.ClosedAtUnixMs,
        room.Status is ChatRoomStatus.Open ? 0 : 1,
        Chat33Mapping.Id(room.UserCount + room.VisitorCount),
        Chat33Mapping.Id(room.UserCount),
        Chat33Mapping.Id(room.VisitorCount));

    public static ChatRoomGuestData ToGuest(UserProfile user) => new(
        Chat33Mapping.Id(user.UserId),
        Chat33Mapping.AccountOf(user),
        user.Name,
        Chat33Mapping.Uid(user.UserId),
        user.Avatar,
        Remark: "",
        Verified: 2,
        Chat33Mapping.LevelOf(user.Role));

    public static ChatRoomGuestData ToGuest(string visitorId) =>
        new(visitorId, visitorId, Name: "", Uid: "", Avatar: "", Remark: "", Verified: 2, UserLevel: 0);

    public static ChatRoomUserData ToUser(UserProfile user, long nowUnixMs)
    {
        var isMuted = user.IsMutedAt(nowUnixMs);
        return new ChatRoomUserData(
            Chat33Mapping.Id(user.UserId),
            user.Name,
            user.Avatar,
            Chat33Mapping.Uid(user.UserId),
            Chat33Mapping.AccountOf(user),
            isMuted ? user.MutedFromUnixMs : 0,
            isMuted ? user.MutedUntilUnixMs - user.MutedFromUnixMs : 0,
            Chat33Mapping.LevelOf(user.Role));
    }
}
