using System.Buffers.Binary;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>One or more whole WebSocket frames as they go over the wire, written once and shared by every socket that
/// gets them.</summary>
public sealed class EncodedFrame
{
    internal const int MaxHeader = 10;
    private const byte Final = 0x80;

    internal EncodedFrame(byte[] bytes, int frames)
    {
        Bytes = bytes;
        Frames = frames;
    }

    /// <summary>How many frames the bytes hold; each counts against the outbox.</summary>
    public int Frames { get; }

    /// <summary>How many bytes go over the wire.</summary>
    public int Length => Bytes.Length;

    internal byte[] Bytes { get; }

    /// <summary>A text frame; servers do not mask.</summary>
    /// <param name="payload">Valid UTF-8.</param>
    public static EncodedFrame Text(ReadOnlySpan<byte> payload) => Single(SocketOpcode.Text, payload);

    internal static EncodedFrame Close(int code, ReadOnlySpan<byte> reason)
    {
        Span<byte> payload = stackalloc byte[2 + reason.Length];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        reason.CopyTo(payload[2..]);
        return Single(SocketOpcode.Close, payload);
    }

    internal static EncodedFrame Control(ReadOnlySpan<byte> wholeFrame) => new(wholeFrame.ToArray(), frames: 1);

    internal static int HeaderLength(int payload) => payload switch
    {
        < 126 => 2,
        <= ushort.MaxValue => 4,
        _ => MaxHeader,
    };

    internal static void WriteHeader(Span<byte> header, SocketOpcode opcode, int payload)
    {
        header[0] = (byte)(Final | (byte)opcode);
        switch (header.Length)
        {
            case 2:
                header[1] = (byte)payload;
                break;
            case 4:
                header[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)payload);
                break;
            default:
                header[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(header[2..], (ulong)payload);
                break;
        }
    }

    private static EncodedFrame Single(SocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        var header = HeaderLength(payload.Length);
        var bytes = new byte[header + payload.Length];
        WriteHeader(bytes.AsSpan(0, header), opcode, payload.Length);
        payload.CopyTo(bytes.AsSpan(header));
        return new EncodedFrame(bytes, frames: 1);
    }
}
