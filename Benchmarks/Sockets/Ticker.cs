namespace OrleansChat.Benchmarks.Sockets;

/// <summary>A periodic timer that a <see cref="Poller"/> can watch: finer than the milliseconds of a poll's timeout.</summary>
internal sealed class Ticker : IDisposable
{
    private const int Monotonic = 1;
    private const int NonBlocking = 0x800;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly byte[] _expirations = new byte[8];

    public Ticker(TimeSpan interval)
    {
        Descriptor = Libc.CreateTimer(Monotonic, NonBlocking);
        var nanoseconds = interval.Ticks * 100;
        Span<long> setting =
        [
            nanoseconds / NanosecondsPerSecond, nanoseconds % NanosecondsPerSecond,
            nanoseconds / NanosecondsPerSecond, nanoseconds % NanosecondsPerSecond,
        ];
        if (Libc.SetTimer(Descriptor, 0, ref setting[0], 0) != 0)
        {
            throw new InvalidOperationException("the machine has no timer descriptors");
        }
    }

    public int Descriptor { get; }

    /// <summary>Takes note of the expirations, so that the descriptor is quiet until the next.</summary>
    public void Acknowledge() => _ = Libc.Read(Descriptor, ref _expirations[0], _expirations.Length);

    public void Dispose() => _ = Libc.Close(Descriptor);
}
