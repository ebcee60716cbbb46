using System.Buffers.Text;

namespace OrleansChat.Benchmarks.Load;

/// <summary>Finds fields in a frame by searching for their names: no document, no allocation.</summary>
/// <remarks>Good for frames whose texts hold no quotes, and the generator writes no others.</remarks>
internal static class FrameScanner
{
    public static ScannedFrame Scan(ReadOnlySpan<byte> frame)
    {
        var eventType = Number(frame, "\"eventType\":"u8);
        if (eventType != 0)
        {
            return new ScannedFrame { EventType = eventType, Code = -1, LogId = -1, MsgType = -1 };
        }

        var logId = Number(frame, "\"logId\":"u8);
        return new ScannedFrame
        {
            LogId = logId,
            Code = logId >= 0 ? -1 : Number(frame, "\"code\":"u8, ifAbsent: -1, magnitude: true),
            MsgType = Number(frame, "\"msgType\":"u8),
            MsgId = Field(frame, "\"msgId\":"u8),
            FromId = Field(frame, "\"fromId\":"u8),
            TargetId = Field(frame, "\"targetId\":"u8),
            Content = Field(frame, "\"content\":"u8),
        };
    }

    /// <summary>A value without its quotes.</summary>
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> name)
    {
        var at = frame.IndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var value = frame[(at + name.Length)..];
        value = value.StartsWith(" "u8) ? value.TrimStart((byte)' ') : value;
        if (!value.IsEmpty && value[0] == (byte)'"')
        {
            value = value[1..];
            var quote = value.IndexOf((byte)'"');
            return quote < 0 ? default : value[..quote];
        }

        var end = value.IndexOfAny((byte)',', (byte)'}');
        return end < 0 ? default : value[..end];
    }

    private static long Number(
        ReadOnlySpan<byte> frame, ReadOnlySpan<byte> name, long ifAbsent = -1, bool magnitude = false)
    {
        var value = Field(frame, name);
        return Utf8Parser.TryParse(value, out long number, out _) ? magnitude ? Math.Abs(number) : number : ifAbsent;
    }
}
