using System.Buffers;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What happened, as the document's frames. One instance for each audience.</summary>
/// <remarks>Source: chat33.md, webSocket接口; the order of members is that of its samples.</remarks>
internal sealed class Chat33Codec : IFrameCodec
{
    /// <summary>For clients that speak the document and nothing more.</summary>
    public static Chat33Codec Document { get; } = new();

    /// <summary>For the public clients of the newer generation, known by FZM-APP-ID or FZM-VERSION.</summary>
    public static Chat33Codec Public { get; } = new();

    public bool TryWrite(ChatMessage message, IBufferWriter<byte> output)
    {
        var isDirect = ConversationKey.IsDirect(message.Conversation);
        var targetId = Chat33Mapping.TargetOf(message);
        if (!message.IsVisible || targetId == 0)
        {
            return false;
        }

        var frame = new Chat33FrameWriter(output);
        frame.Raw("{\"eventType\":0,\"msgId\":"u8);
        frame.Text(message.ShownClientMessageId);
        frame.Raw(isDirect ? ",\"channelType\":3,\"fromId\":\""u8 : ",\"channelType\":2,\"fromId\":\""u8);
        frame.Number(message.SenderId);
        frame.Raw("\",\"targetId\":\""u8);
        frame.Number(targetId);
        frame.Raw("\",\"datetime\":"u8);
        frame.Number(message.SentAtUnixMs);
        frame.Raw(",\"logId\":\""u8);
        frame.Number(message.MessageId);
        frame.Raw("\",\"msgType\":"u8);
        frame.Number((int)message.Kind);
        frame.Raw(",\"msg\":"u8);
        frame.Json(message.Body.Length == 0 ? "{}" : message.Body);
        frame.Raw(message.BurnAfterReading ? ",\"isSnap\":1"u8 : ",\"isSnap\":2"u8);
        frame.Raw(",\"senderInfo\":{\"nickname\":"u8);
        frame.Text(message.Author?.Name ?? "");
        frame.Raw(",\"avatar\":"u8);
        frame.Text(message.Author?.Avatar ?? "");
        frame.Raw("}}"u8);
        frame.Flush();
        return true;
    }

    public bool TryWrite(Notice notice, IBufferWriter<byte> output)
    {
        switch (notice.Kind)
        {
            case NoticeKind.RoomJoined:
                WriteRoomEvent(output, Chat33Events.RoomJoined, notice, withUser: true);
                return true;
            case NoticeKind.RoomLeft:
                WriteLeft(output, notice, type: 1, content: notice.Text + "退出群聊");
                return true;
            case NoticeKind.RoomRemoved:
                WriteLeft(output, notice, type: 2, content: notice.Text + "被移出群聊");
                return true;
            case NoticeKind.RoomDissolved:
                WriteRoomEvent(output, Chat33Events.RoomDissolved, notice, withUser: false);
                return true;
            case NoticeKind.OnlineCountChanged:
                WriteOnlineCount(output, notice);
                return true;
            case NoticeKind.FriendApplicationChanged when notice.Application is { } application:
                WriteApplication(output, application, notice.AtUnixMs);
                return true;
            default:
                return false;
        }
    }

    /// <summary>{"eventType":0,"msgId":"1","code":-1001,"content":"参数错误"}: the answer to a frame that was
    /// refused.</summary>
    public static void WriteFailure(IBufferWriter<byte> output, int eventType, string messageId, ChatError error)
    {
        var frame = new Chat33FrameWriter(output);
        frame.Raw("{\"eventType\":"u8);
        frame.Number(eventType);
        frame.Raw(",\"msgId\":"u8);
        frame.Text(messageId);
        frame.Raw(",\"code\":"u8);
        frame.Number(Chat33Errors.ToWire(error));
        frame.Raw(",\"content\":"u8);
        frame.Text(Chat33Errors.TextOf(error));
        frame.Raw("}"u8);
        frame.Flush();
    }

    /// <summary>{"eventType":9,"content":"账号已经在其他终端登录","datetime":1568738777731}: the last frame before close code
    /// 4001.</summary>
    public static void WriteReplaced(IBufferWriter<byte> output, long atUnixMs)
    {
        var frame = new Chat33FrameWriter(output);
        frame.Raw("{\"eventType\":9,\"content\":"u8);
        frame.Text(Chat33Errors.TextOf(ChatError.SessionReplaced));
        frame.Raw(",\"datetime\":"u8);
        frame.Number(atUnixMs);
        frame.Raw("}"u8);
        frame.Flush();
    }

    private static void WriteRoomEvent(IBufferWriter<byte> output, int eventType, Notice notice, bool withUser)
    {
        var frame = new Chat33FrameWriter(output);
        WriteRoomHead(ref frame, eventType, notice.RoomId);
        if (withUser)
        {
            WriteUser(ref frame, notice.UserId);
        }

        WriteEnd(ref frame, notice.AtUnixMs);
    }

    private static void WriteLeft(IBufferWriter<byte> output, Notice notice, int type, string content)
    {
        var frame = new Chat33FrameWriter(output);
        WriteRoomHead(ref frame, Chat33Events.RoomLeft, notice.RoomId);
        WriteUser(ref frame, notice.UserId);
        frame.Raw(",\"type\":"u8);
        frame.Number(type);
        frame.Raw(",\"content\":"u8);
        frame.Text(content);
        WriteEnd(ref frame, notice.AtUnixMs);
    }

    private static void WriteOnlineCount(IBufferWriter<byte> output, Notice notice)
    {
        var frame = new Chat33FrameWriter(output);
        WriteRoomHead(ref frame, Chat33Events.OnlineCount, notice.RoomId);
        frame.Raw(",\"number\":\""u8);
        frame.Number(notice.Count);
        frame.Raw("\""u8);
        WriteEnd(ref frame, notice.AtUnixMs);
    }

    private static void WriteApplication(IBufferWriter<byte> output, FriendApplication application, long atUnixMs)
    {
        var frame = new Chat33FrameWriter(output);
        frame.Raw("{\"eventType\":31,\"senderInfo\":"u8);
        WritePerson(ref frame, application.ApplicantId, application.Applicant);
        frame.Raw(",\"receiveInfo\":"u8);
        WritePerson(ref frame, application.TargetId, application.Target);
        frame.Raw(",\"id\":\""u8);
        frame.Number(application.ApplicationId);
        frame.Raw("\",\"type\":2,\"applyReason\":"u8);
        frame.Text(application.Reason);
        frame.Raw(",\"status\":"u8);
        frame.Number((int)application.Status);
        WriteEnd(ref frame, atUnixMs);
    }

    private static void WritePerson(ref Chat33FrameWriter frame, int userId, Author? author)
    {
        frame.Raw("{\"id\":\""u8);
        frame.Number(userId);
        frame.Raw("\",\"name\":"u8);
        frame.Text(author?.Name ?? "");
        frame.Raw(",\"avatar\":"u8);
        frame.Text(author?.Avatar ?? "");
        frame.Raw(",\"position\":\"\"}"u8);
    }

    private static void WriteRoomHead(ref Chat33FrameWriter frame, int eventType, long roomId)
    {
        frame.Raw("{\"eventType\":"u8);
        frame.Number(eventType);
        frame.Raw(",\"roomId\":\""u8);
        frame.Number(roomId);
        frame.Raw("\""u8);
    }

    private static void WriteUser(ref Chat33FrameWriter frame, int userId)
    {
        frame.Raw(",\"userId\":\""u8);
        frame.Number(userId);
        frame.Raw("\""u8);
    }

    private static void WriteEnd(ref Chat33FrameWriter frame, long atUnixMs)
    {
        frame.Raw(",\"datetime\":"u8);
        frame.Number(atUnixMs);
        frame.Raw("}"u8);
        frame.Flush();
    }
}
