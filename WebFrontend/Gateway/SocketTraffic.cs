namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What one protocol's sockets have carried. Plain counters: the message path pays an interlocked addition,
/// not a dictionary.</summary>
internal sealed class SocketTraffic(string protocol)
{
    private long _open;
    private long _framesOut;
    private long _bytesOut;
    private long _framesIn;
    private long _bytesIn;
    private long _encodes;

    public string Protocol { get; } = protocol;

    public long Open => Volatile.Read(ref _open);

    public long FramesOut => Volatile.Read(ref _framesOut);

    public long BytesOut => Volatile.Read(ref _bytesOut);

    public long FramesIn => Volatile.Read(ref _framesIn);

    public long BytesIn => Volatile.Read(ref _bytesIn);

    public long Encodes => Volatile.Read(ref _encodes);

    public void Opened() => Interlocked.Increment(ref _open);

    public void Closed() => Interlocked.Decrement(ref _open);

    public void Sent(int frames, long bytes)
    {
        Interlocked.Add(ref _framesOut, frames);
        Interlocked.Add(ref _bytesOut, bytes);
    }

    public void Received(long bytes)
    {
        Interlocked.Increment(ref _framesIn);
        Interlocked.Add(ref _bytesIn, bytes);
    }

    public void Encoded() => Interlocked.Increment(ref _encodes);
}
