using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.ChatRooms;

/// <summary>What may be done with a chat room. Pure.</summary>
internal static class ChatRoomRules
{
    /// <summary>It was made, and not deleted since.</summary>
    public static bool Exists(ChatRoomState room) => room.Status is ChatRoomStatus.Open or ChatRoomStatus.Closed;

    /// <summary>Whether the same call made it: its answer was lost, and it is sent again.</summary>
    public static bool IsMadeBy(ChatRoomState room, string name, string avatar) =>
        room.Status is ChatRoomStatus.Open && (room.Name, room.Avatar) == (name, avatar);

    public static ChatRoomState Make(string name, string avatar, long nowUnixMs) => new()
    {
        Name = name,
        Avatar = avatar,
        Status = ChatRoomStatus.Open,
        CreatedAtUnixMs = nowUnixMs,
        OpenedAtUnixMs = nowUnixMs,
        ClosedAtUnixMs = nowUnixMs,
    };

    public static ChatError Enter(ChatRoomState room) =>
        room.Status is ChatRoomStatus.Open ? ChatError.None : ChatError.ChatRoomUnknown;

    public static ChatError Read(ChatRoomState room, bool asStaff) =>
        room.Status is ChatRoomStatus.Open || (asStaff && room.Status != default)
            ? ChatError.None
            : ChatError.ChatRoomUnknown;

    public static ChatError Post(ChatRoomState room, MessageDraft draft, bool isEnding) =>
        room.Status is not ChatRoomStatus.Open || isEnding ? ChatError.ChatRoomUnknown
        : draft.SenderId <= 0 ? ChatError.VisitorMayNotSend
        : draft.Kind is MessageKind.Membership or MessageKind.Alert ? ChatError.Forbidden // the server's own words
        : ChatError.None;

    /// <summary>Nobody joins before he speaks: his first message makes him a member.</summary>
    public static ImmutableArray<MemberChange> Joins(ConversationState conversation, int senderId) =>
        conversation.IsMember(senderId) ? [] : [MemberChange.Join(senderId, level: 1, "")];

    public static ChatRoomView View(long id, ChatRoomState room, ChatRoomListeners listeners) => new(
        id,
        room.Name,
        room.Avatar,
        room.Description,
        room.Status,
        room.CreatedAtUnixMs,
        room.OpenedAtUnixMs,
        room.ClosedAtUnixMs,
        listeners.UserCount,
        listeners.VisitorCount);
}
