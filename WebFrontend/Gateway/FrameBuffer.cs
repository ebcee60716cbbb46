using System.Buffers;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Where a codec writes payloads; they become whole frames, back to back, in one shared array.</summary>
internal sealed class FrameBuffer : IBufferWriter<byte>
{
    // Most frames need this header, so that most payloads never move.
    private const int UsualHeader = 4;
    private const int KeptBytes = 256 * 1024;

    [ThreadStatic]
    private static FrameBuffer? _ofThread;

    private byte[] _bytes = new byte[4096];
    private int _length;
    private int _payload;
    private int _frames;

    /// <summary>The buffer of this thread, empty. Not to be held across an await.</summary>
    public static FrameBuffer Rent()
    {
        var buffer = _ofThread ??= new FrameBuffer();
        buffer._length = buffer._frames = 0;
        if (buffer._bytes.Length > KeptBytes)
        {
            buffer._bytes = new byte[4096];
        }

        return buffer;
    }

    public void BeginFrame()
    {
        Reserve(UsualHeader);
        _payload = _length + UsualHeader;
        _length = _payload;
    }

    public void DropFrame() => _length = _payload - UsualHeader;

    public void EndFrame()
    {
        var payload = _length - _payload;
        var header = EncodedFrame.HeaderLength(payload);
        if (header != UsualHeader)
        {
            Reserve(EncodedFrame.MaxHeader);
            _bytes.AsSpan(_payload, payload).CopyTo(_bytes.AsSpan(_payload - UsualHeader + header));
            _length += header - UsualHeader;
        }

        EncodedFrame.WriteHeader(_bytes.AsSpan(_payload - UsualHeader, header), SocketOpcode.Text, payload);
        _frames++;
    }

    /// <summary>What was written, or null when there is nothing to show.</summary>
    public EncodedFrame? ToFrame() =>
        _frames == 0 ? null : new EncodedFrame(_bytes.AsSpan(0, _length).ToArray(), _frames);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _length);
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 256));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 256));
        return _bytes.AsSpan(_length);
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }
    }
}
