using Sent = OrleansChat.WebFrontend.Protocols.Chat33.Chat33ClientJson;
using Shown = OrleansChat.WebFrontend.Protocols.Chat33.Chat33EventJson;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Documents;

/// <summary>Every kind of frame: one line for each, from which the AsyncAPI document is made.</summary>
internal static class Chat33FrameTable
{
    public static IReadOnlyList<Chat33FrameKind> All { get; } =
    [
        Chat33FrameKind.FromClient(
            Chat33Events.Message, "SendMessage", Sent.Default.SendMessageFrame, "Sends a message.", "Message", "Refusal"),
        Chat33FrameKind.FromClient(
            Chat33Events.EnterChatRoom,
            "EnterChatRoom",
            Sent.Default.ChatRoomFrame,
            "Enters a chat room with this socket.",
            "ChatRoomAnswer"),
        Chat33FrameKind.FromClient(
            Chat33Events.LeaveChatRoom, "LeaveChatRoom", Sent.Default.ChatRoomFrame, "Leaves a chat room.", "ChatRoomAnswer"),
        Chat33FrameKind.FromClient(
            Chat33Events.SendRoomKeys,
            "SendRoomKeys",
            Sent.Default.SendRoomKeysFrame,
            "Passes a key of a room to members; each of them gets a Message of kind 6 whose type is 19."),
        Chat33FrameKind.FromClient(
            Chat33Events.AskRoomKeys,
            "AskRoomKeys",
            Sent.Default.AskRoomKeysFrame,
            "Asks for the keys of rooms.",
            "RoomKeys",
            "RoomKeysEnd"),
        Chat33FrameKind.FromClient(
            Chat33Events.SetPublicKey, "SetPublicKey", Sent.Default.SetPublicKeyFrame, "Replaces the user's public key."),
        Chat33FrameKind.FromClient(
            Chat33Events.AskMissed,
            "AskMissed",
            Sent.Default.AskMissedFrame,
            "Asks for what was missed.",
            "ReadBatch",
            "UnreadBatch",
            "MissedEnd"),
        Chat33FrameKind.FromClient(
            Chat33Events.AskRange,
            "AskRange",
            Sent.Default.AskRangeFrame,
            "Says how many messages of a time the client has.",
            "RangeBatch",
            "RangeEnd"),
        Chat33FrameKind.FromServer(
            Chat33Events.Message, "Message", Shown.Default.MessageFrame, "A message, to all who may read it, its sender too."),
        Chat33FrameKind.FromServer(
            Chat33Events.Message, "Refusal", Shown.Default.AnswerFrame, "A message was refused, or a frame could not be read."),
        Chat33FrameKind.FromServer(
            Chat33Events.EnterChatRoom,
            "ChatRoomAnswer",
            Shown.Default.AnswerFrame,
            "What became of entering a chat room, and of leaving it."),
        Chat33FrameKind.FromServer(
            Chat33Events.UserMuted, "UserMuted", Shown.Default.UserMutedFrame, "The receiver may not speak for a time."),
        Chat33FrameKind.FromServer(
            Chat33Events.ChatRoomClosed, "ChatRoomClosed", Shown.Default.ChatRoomEndedFrame, "A chat room was closed."),
        Chat33FrameKind.FromServer(
            Chat33Events.ChatRoomDeleted, "ChatRoomDeleted", Shown.Default.ChatRoomEndedFrame, "A chat room was deleted."),
        Chat33FrameKind.FromServer(
            Chat33Events.ChatRoomOpened, "ChatRoomOpened", Shown.Default.ChatRoomOpenedFrame, "A chat room was opened."),
        Chat33FrameKind.FromServer(
            Chat33Events.Replaced,
            "Replaced",
            Shown.Default.ReplacedFrame,
            "Another device took the session's place: the last frame before close code 4001."),
        Chat33FrameKind.FromServer(
            Chat33Events.MessageTakenBack,
            "MessageTakenBack",
            Shown.Default.MessageTakenBackFrame,
            "A message was taken back or deleted. Public clients get an alert (msgType 6) instead."),
        Chat33FrameKind.FromServer(
            Chat33Events.RoomJoined, "RoomJoined", Shown.Default.RoomJoinedFrame, "Somebody came into a room of the receiver."),
        Chat33FrameKind.FromServer(
            Chat33Events.RoomLeft,
            "RoomLeft",
            Shown.Default.RoomLeftFrame,
            "Somebody left a room or was put out of it: to him and to its managers."),
        Chat33FrameKind.FromServer(
            Chat33Events.RoomDissolved, "RoomDissolved", Shown.Default.RoomDissolvedFrame, "A room has ended: to its members."),
        Chat33FrameKind.FromServer(
            Chat33Events.RoomApplication,
            "RoomApplication",
            Shown.Default.ApplicationFrame,
            "Somebody wants to come into a room, or was answered: to its managers and to him."),
        Chat33FrameKind.FromServer(
            Chat33Events.OnlineCount,
            "OnlineCount",
            Shown.Default.OnlineCountFrame,
            "How many of a room's members are on line: to its members."),
        Chat33FrameKind.FromServer(
            Chat33Events.RoomMute, "RoomMute", Shown.Default.RoomMuteFrame, "Who may speak in a room has changed."),
        Chat33FrameKind.FromServer(
            Chat33Events.FriendApplication,
            "FriendApplication",
            Shown.Default.ApplicationFrame,
            "A friendship was asked for or answered: to both."),
        Chat33FrameKind.FromServer(
            Chat33Events.FriendDeleted,
            "FriendDeleted",
            Shown.Default.FriendDeletedFrame,
            "A friendship ended: to both, on public clients."),
        Chat33FrameKind.FromServer(
            Chat33Events.PublicKeyChanged,
            "PublicKeyChanged",
            Shown.Default.PublicKeyFrame,
            "A user has a new public key: to his friends, on public clients."),
        Chat33FrameKind.FromServer(
            Chat33Events.RoomKeys, "RoomKeys", Shown.Default.BatchFrame, "Keys of rooms that were asked for."),
        Chat33FrameKind.FromServer(
            Chat33Events.RoomKeysEnd, "RoomKeysEnd", Shown.Default.EndFrame, "All keys of rooms have been sent."),
        Chat33FrameKind.FromServer(
            Chat33Events.ReadBatch, "ReadBatch", Shown.Default.BatchFrame, "Messages of the last days, oldest first."),
        Chat33FrameKind.FromServer(
            Chat33Events.UnreadBatch, "UnreadBatch", Shown.Default.BatchFrame, "Messages that were missed, oldest first."),
        Chat33FrameKind.FromServer(
            Chat33Events.MissedEnd, "MissedEnd", Shown.Default.EndFrame, "All that was missed has been sent."),
        Chat33FrameKind.FromServer(
            Chat33Events.RangeBatch, "RangeBatch", Shown.Default.BatchFrame, "Messages of a time, oldest first."),
        Chat33FrameKind.FromServer(
            Chat33Events.RangeEnd, "RangeEnd", Shown.Default.RangeEndFrame, "The client has all of a time."),
    ];
}
