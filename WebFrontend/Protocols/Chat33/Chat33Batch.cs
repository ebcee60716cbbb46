using System.Buffers;
using System.Globalization;
using System.Text;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary><c>{"eventType":41,"list":[...]}</c> while its frames are gathered.</summary>
internal sealed class Chat33Batch(int eventType)
{
    /// <summary>Frames of one batch. Source: decisions 2.2.</summary>
    public const int MaxFrames = 50;

    /// <summary>No frame is added above it, in bytes.</summary>
    private const int EnoughBytes = 256 * 1024;

    private ArrayBufferWriter<byte> _frames = new();
    private int _count;

    public bool IsEmpty => _count == 0;

    public bool IsFull => _count == MaxFrames || _frames.WrittenCount > EnoughBytes;

    /// <summary>Adds a frame, if its codec writes one.</summary>
    public void Add(Func<IBufferWriter<byte>, bool> write)
    {
        var frame = new ArrayBufferWriter<byte>();
        if (!write(frame))
        {
            return;
        }

        if (IsEmpty)
        {
            _frames.Write(Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{{\"eventType\":{eventType},\"list\":[")));
        }
        else
        {
            _frames.Write(","u8);
        }

        _frames.Write(frame.WrittenSpan);
        _count++;
    }

    /// <summary>The batch as a frame; the next one begins empty.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        _frames.Write("]}"u8);
        var taken = _frames.WrittenMemory;
        (_frames, _count) = (new ArrayBufferWriter<byte>(), 0);
        return taken;
    }
}
