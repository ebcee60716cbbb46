using System.Buffers;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What happened, as the protocol's frames. One instance for each audience.</summary>
/// <remarks>Source: im.decisions.md, reference exchange; the order of members is that of its frames.</remarks>
internal sealed class ImCodec(ImOptions options, BridgeView view, bool idsAsText) : IFrameCodec
{
    public CodecManner Manner { get; } = CodecManner.ShowsStrangers | CodecManner.Confirms
        | (options.SyncSelf ? CodecManner.None : CodecManner.HidesOwn);

    /// <summary>Whether ids are texts in this audience's frames. Source: decision 22.</summary>
    public bool IdsAsText => idsAsText;

    public bool TryWrite(ChatMessage message, IBufferWriter<byte> output)
    {
        if (!message.IsVisible || !ImMapping.TryPlace(message, out var chatType, out var toUserId, out var teamId))
        {
            return false;
        }

        if (message.Kind is MessageKind.Text && message.Wording is null && chatType is not ImChatType.Room
            && BodyText.TryEscaped(message.Body, out var escaped))
        {
            var text = Begin(output, message, toUserId, teamId, ImMessageType.Text, ImEventType.None);
            text.EscapedText(escaped);
            End(ref text, message, message.SentAtUnixMs, chatType);
            return true;
        }

        var shown = ImShown.Of(message, view);
        if (shown.Type is ImMessageType.None)
        {
            return false;
        }

        var frame = Begin(output, message, toUserId, teamId, shown.Type, shown.EventType);
        frame.Text(shown.Content);
        End(ref frame, message, shown.Timestamp, chatType);
        return true;
    }

    public bool TryWrite(Notice notice, IBufferWriter<byte> output) => false;

    private static ImFrameWriter Begin(
        IBufferWriter<byte> output,
        ChatMessage message,
        int toUserId,
        long teamId,
        ImMessageType type,
        ImEventType eventType)
    {
        var frame = new ImFrameWriter(output);
        frame.Raw("{\"fromUserId\":"u8);
        frame.Number(ImMapping.FromOf(message));
        frame.Raw(",\"toUserId\":"u8);
        frame.NumberOrNull(toUserId);
        frame.Raw(",\"teamId\":"u8);
        frame.NumberOrNull(teamId);
        frame.Raw(",\"msgType\":"u8);
        frame.Word(ImNames.Of(type));
        frame.Raw(",\"eventType\":"u8);
        if (eventType is ImEventType.None)
        {
            frame.Raw("null"u8);
        }
        else
        {
            frame.Word(ImNames.Of(eventType));
        }

        frame.Raw(",\"content\":"u8);
        return frame;
    }

    private void End(ref ImFrameWriter frame, ChatMessage message, long timestamp, ImChatType chatType)
    {
        frame.Raw(",\"id\":"u8);
        frame.Id(message.MessageId, idsAsText);
        frame.Raw(",\"timestamp\":"u8);
        frame.Number(timestamp);
        frame.Raw(",\"chatType\":"u8);
        frame.Word(ImNames.Of(chatType));
        frame.Raw(",\"stateEnum\":\"ServerToClientIng\",\"isRead\":false"u8);
        if (options.ServerSendTime)
        {
            frame.Raw(",\"serverSendTime\":"u8);
            frame.Number(message.SentAtUnixMs);
        }

        frame.Raw("}"u8);
        frame.Flush();
    }
}
