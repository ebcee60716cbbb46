using System.Diagnostics;

namespace OrleansChat.Benchmarks.Sockets;

/// <summary>A timer that a <see cref="Poller"/> can watch: finer than the milliseconds of a poll's timeout.</summary>
internal sealed class Ticker : IDisposable
{
    private const int Monotonic = 1;
    private const int NonBlocking = 0x800;
    private const int Absolute = 1;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly byte[] _expirations = new byte[8];

    public int Descriptor { get; } = Libc.CreateTimer(Monotonic, NonBlocking);

    /// <summary>Becomes readable at a timestamp of <see cref="Stopwatch"/>, which is the same clock.</summary>
    public void FireAt(long timestamp)
    {
        var nanoseconds = (long)(timestamp * ((double)NanosecondsPerSecond / Stopwatch.Frequency));
        Span<long> noIntervalAndFirst =
            [0, 0, nanoseconds / NanosecondsPerSecond, nanoseconds % NanosecondsPerSecond];
        if (Libc.SetTimer(Descriptor, Absolute, ref noIntervalAndFirst[0], 0) != 0)
        {
            throw new InvalidOperationException("the machine has no timer descriptors");
        }
    }

    /// <summary>Takes note of the expiration, so that the descriptor is quiet until the next.</summary>
    public void Acknowledge() => _ = Libc.Read(Descriptor, ref _expirations[0], _expirations.Length);

    public void Dispose() => _ = Libc.Close(Descriptor);
}
