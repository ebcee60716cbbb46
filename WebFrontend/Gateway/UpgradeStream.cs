namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The way out of a socket from before its handshake is answered: what is written until then waits for
/// it.</summary>
/// <remarks>
/// A socket is registered with the fan-out before the client reads 101. Whoever knows that he is connected is reached
/// by what is said from then on.
/// </remarks>
internal sealed class UpgradeStream : Stream
{
    private TaskCompletionSource? _opening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Stream? _inner;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The handshake was answered, or never will be (<see cref="Stream.Null"/>). Only the first call
    /// counts.</summary>
    public void Open(Stream inner)
    {
        if (Interlocked.CompareExchange(ref _inner, inner, null) is null)
        {
            Interlocked.Exchange(ref _opening, null)!.SetResult();
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Volatile.Read(ref _inner) is { } inner
            ? inner.WriteAsync(buffer, cancellationToken)
            : WriteLaterAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _inner)?.FlushAsync(cancellationToken) ?? Task.CompletedTask; // nothing was written yet

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask WriteLaterAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _opening) is { } opening)
        {
            await opening.Task.WaitAsync(cancellation);
        }

        await _inner!.WriteAsync(buffer, cancellation);
    }
}
