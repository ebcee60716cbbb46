using System.Buffers;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What happened, as the document's frames. One instance for each audience.</summary>
/// <remarks>Source: chat33.md, webSocket接口; the order of members is that of its samples.</remarks>
internal sealed class Chat33Codec(bool showsRecallsAsEvents) : IFrameCodec
{
    /// <summary>For clients that speak the document and nothing more.</summary>
    public static Chat33Codec Document { get; } = new(showsRecallsAsEvents: true);

    /// <summary>For the public clients of the newer generation, known by FZM-APP-ID or FZM-VERSION.</summary>
    public static Chat33Codec Public { get; } = new(showsRecallsAsEvents: false);

    public bool TryWrite(ChatMessage message, IBufferWriter<byte> output)
    {
        var targetId = Chat33Mapping.TargetOf(message);
        if (!message.IsVisible || targetId == 0)
        {
            return false;
        }

        if (message.Kind is MessageKind.Alert && showsRecallsAsEvents && Chat33Recalls.TryRead(message, out var recall))
        {
            return Chat33NoticeCodec.Write(output, recall, Chat33EventJson.Default.MessageTakenBackFrame);
        }

        var frame = new Chat33FrameWriter(output);
        frame.Raw("{\"eventType\":0,\"msgId\":"u8);
        frame.Text(message.ShownClientMessageId);
        frame.Raw(",\"channelType\":"u8);
        frame.Number(Chat33Mapping.ChannelOf(message.Conversation));
        frame.Raw(",\"fromId\":\""u8);
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

    public bool TryWrite(Notice notice, IBufferWriter<byte> output) =>
        Chat33NoticeCodec.TryWrite(notice, output)
        || (ReferenceEquals(this, Public) && Chat33PublicNoticeCodec.TryWrite(notice, output));
}
