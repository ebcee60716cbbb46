using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansChat.Benchmarks.Sockets;

/// <summary>Masked client frames (RFC 6455, section 5).</summary>
internal static class ClientFrame
{
    public const byte Text = 1;
    public const byte Close = 8;
    public const byte Pong = 10;

    /// <summary>A whole frame, masked with a random key.</summary>
    public static byte[] Create(byte opcode, ReadOnlySpan<byte> payload)
    {
        var header = HeaderLength(payload.Length);
        var frame = new byte[header + payload.Length];
        frame[0] = (byte)(0x80 | opcode);
        if (payload.Length < 126)
        {
            frame[1] = (byte)(0x80 | payload.Length);
        }
        else
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)payload.Length));
        }

        var mask = frame.AsSpan(header - 4, 4);
        RandomNumberGenerator.Fill(mask);
        for (var i = 0; i < payload.Length; i++)
        {
            frame[header + i] = (byte)(payload[i] ^ mask[i & 3]);
        }

        return frame;
    }

    /// <summary>Where the payload of a frame begins; its mask is the four bytes before.</summary>
    public static int HeaderLength(int payload) => payload < 126 ? 6 : 8;
}
