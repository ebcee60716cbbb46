using System.Buffers.Binary;

namespace OrleansChat.Benchmarks.Sockets;

/// <summary>The head of a frame of the server.</summary>
/// <param name="Opcode">4 bits of RFC 6455.</param>
/// <param name="Final">No continuation follows.</param>
/// <param name="Header">Bytes before the payload.</param>
/// <param name="Payload">Bytes of the payload.</param>
internal readonly record struct ServerFrame(int Opcode, bool Final, int Header, int Payload)
{
    /// <summary>Reads the head.</summary>
    /// <returns>False when not all of the frame is there yet.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ServerFrame frame)
    {
        frame = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        long payload = bytes[1] & 0x7F;
        var header = payload switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < header)
        {
            return false;
        }

        payload = header switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            10 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => payload,
        };
        frame = new ServerFrame(bytes[0] & 15, (bytes[0] & 0x80) != 0, header, checked((int)payload));
        return bytes.Length >= header + payload;
    }
}
