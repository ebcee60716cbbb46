using System.Globalization;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The frames that the server itself says to one socket: Ack, Error, Event.</summary>
/// <remarks>Source: im.decisions.md, reference exchange and 4c.</remarks>
internal sealed class ImSystemFrames(ImFrameIds ids, TimeProvider clock)
{
    /// <summary>The message with this id is stored.</summary>
    /// <param name="sourceId">Its id; null writes null.</param>
    /// <param name="toUserId">Who sent it.</param>
    /// <param name="chatType">Where to.</param>
    /// <param name="teamId">Which team, or 0.</param>
    /// <param name="idsAsText">Whether ids are texts.</param>
    public EncodedFrame Ack(long? sourceId, int toUserId, ImChatType chatType, long teamId, bool idsAsText)
    {
        var buffer = FrameBuffer.Rent();
        buffer.BeginFrame();
        var frame = Begin(buffer, toUserId, teamId, ImMessageType.Ack, ImEventType.None);
        frame.Raw("\"{\\\"srcId\\\":"u8);
        SourceId(ref frame, sourceId, idsAsText);
        frame.Raw("}\""u8);
        return End(ref frame, buffer, chatType, idsAsText);
    }

    /// <summary>A frame was refused.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="sourceId">The id of the refused frame, if it had one.</param>
    /// <param name="toUserId">Whose frame it was, as far as he is known, or 0.</param>
    /// <param name="chatType">The refused frame's.</param>
    /// <param name="teamId">The refused frame's, or 0.</param>
    /// <param name="idsAsText">Whether ids are texts.</param>
    public EncodedFrame Error(
        ImRefusal refusal, long? sourceId, int toUserId, ImChatType chatType, long teamId, bool idsAsText)
    {
        var buffer = FrameBuffer.Rent();
        buffer.BeginFrame();
        var frame = Begin(buffer, toUserId, teamId, ImMessageType.Error, ImEventType.None);
        frame.Raw("\"{\\\"error\\\":\\\""u8);
        frame.Plain(refusal.Text);
        frame.Raw("\\\",\\\"code\\\":"u8);
        frame.Number(refusal.Code);
        frame.Raw(",\\\"srcId\\\":"u8);
        SourceId(ref frame, sourceId, idsAsText);
        frame.Raw("}\""u8);
        return End(ref frame, buffer, chatType, idsAsText);
    }

    /// <summary>So many messages wait. Source: decision 11.</summary>
    public EncodedFrame OfflineMessages(long count, int toUserId, bool idsAsText)
    {
        var buffer = FrameBuffer.Rent();
        buffer.BeginFrame();
        var frame = Begin(buffer, toUserId, teamId: 0, ImMessageType.Event, ImEventType.OfflineMessage);
        frame.Text(string.Create(CultureInfo.InvariantCulture, $"您有{count}离线消息"));
        return End(ref frame, buffer, ImChatType.Single, idsAsText);
    }

    private static ImFrameWriter Begin(
        FrameBuffer buffer, int toUserId, long teamId, ImMessageType type, ImEventType eventType)
    {
        var frame = new ImFrameWriter(buffer);
        frame.Raw("{\"fromUserId\":1,\"toUserId\":"u8);
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

    private static void SourceId(ref ImFrameWriter frame, long? sourceId, bool idsAsText)
    {
        if (sourceId is not { } id)
        {
            frame.Raw("null"u8);
        }
        else if (idsAsText)
        {
            frame.Raw("\\\""u8);
            frame.Number(id);
            frame.Raw("\\\""u8);
        }
        else
        {
            frame.Number(id);
        }
    }

    private EncodedFrame End(ref ImFrameWriter frame, FrameBuffer buffer, ImChatType chatType, bool idsAsText)
    {
        var now = clock.GetUtcNow();
        frame.Raw(",\"id\":"u8);
        frame.Id(ids.Next(now), idsAsText);
        frame.Raw(",\"timestamp\":"u8);
        frame.Number(now.ToUnixTimeMilliseconds());
        frame.Raw(",\"chatType\":"u8);
        frame.Word(ImNames.Of(chatType is ImChatType.None ? ImChatType.Single : chatType));
        frame.Raw(",\"stateEnum\":\"ServerToClientIng\",\"isRead\":false}"u8);
        frame.Flush();
        buffer.EndFrame();
        return buffer.ToFrame()!;
    }
}
