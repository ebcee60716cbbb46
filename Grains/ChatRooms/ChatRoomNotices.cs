using OrleansChat.Conversations;
using OrleansChat.Fanout;

namespace OrleansChat.ChatRooms;

/// <summary>What everybody on line hears of chat rooms. Hints: nothing waits for their arrival.</summary>
internal static class ChatRoomNotices
{
    public static Task TellOpenedAsync(this ConversationParts parts, IGrainFactory grains, ChatRoomView room) =>
        parts.TellAsync(grains, NoticeKind.ChatRoomOpened, room.ChatRoomId, room);

    public static Task TellEndedAsync(
        this ConversationParts parts, IGrainFactory grains, long chatRoomId, ChatRoomStatus status) =>
        parts.TellAsync(
            grains,
            status is ChatRoomStatus.Deleted ? NoticeKind.ChatRoomDeleted : NoticeKind.ChatRoomClosed,
            chatRoomId,
            room: null);

    private static Task TellAsync(
        this ConversationParts parts, IGrainFactory grains, NoticeKind kind, long chatRoomId, ChatRoomView? room)
    {
        var now = parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        return parts.Fanout
            .TellEverybodyAsync(grains, new Notice(kind, now, chatRoomId, ChatRoom: room))
            .OrLostAsync(parts.Logger);
    }
}
