using System.Buffers.Binary;
using System.Text;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What the framework's WebSocket reads from; what it writes (pongs, pings, close frames) goes into the outbox
/// like the rest.</summary>
internal sealed class SocketStream(Stream input, SocketSession session) : Stream
{
    private const byte OpcodeBits = 0x0F;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        input.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        input.ReadAsync(buffer, offset, count, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>The framework writes one whole, unmasked control frame at a time.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if ((SocketOpcode)(buffer[0] & OpcodeBits) is not SocketOpcode.Close)
        {
            session.TrySend(EncodedFrame.Control(buffer));
            return;
        }

        var payload = buffer[2..];
        var code = payload.Length < 2 ? SocketCloseCode.Normal : BinaryPrimitives.ReadUInt16BigEndian(payload);
        session.Close(code, payload.Length <= 2 ? "" : Encoding.UTF8.GetString(payload[2..]));
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The framework gives up on a client that answers no ping; nobody else disposes before the session
    /// closes.</summary>
    protected override void Dispose(bool disposing)
    {
        if (!session.IsClosing)
        {
            session.Abort();
        }

        base.Dispose(disposing);
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
