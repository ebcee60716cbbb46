using System.Diagnostics;
using System.Numerics;

namespace OrleansChat.Benchmarks.Load;

/// <summary>Latencies in microseconds, in buckets at most 1/64 wide: quick to add to, fixed in size.</summary>
internal sealed class LatencyHistogram
{
    private const int Precision = 6;
    private const int Buckets = 40 << Precision;

    private readonly long[] _counts = new long[Buckets];

    public long Count { get; private set; }

    /// <param name="elapsed">In ticks of <see cref="Stopwatch"/>.</param>
    public void Add(long elapsed)
    {
        _counts[BucketOf(Math.Max(0, elapsed) / (Stopwatch.Frequency / 1_000_000))]++;
        Count++;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }

    /// <summary>In milliseconds; null without samples.</summary>
    public double? Percentile(double percent)
    {
        var rank = (long)Math.Ceiling(Count * percent / 100);
        long seen = 0;
        for (var bucket = 0; bucket < Buckets && rank > 0; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
            {
                return ValueOf(bucket) / 1000.0;
            }
        }

        return null;
    }

    // Values below 2^6 have a bucket each; above, each power of two has 64.
    private static int BucketOf(long microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)microseconds | 1) - Precision);
        var bucket = (shift << Precision) + (int)(microseconds >> shift);
        return Math.Min(bucket, Buckets - 1);
    }

    private static long ValueOf(int bucket)
    {
        var shift = Math.Max(0, (bucket >> Precision) - 1);
        return (long)(bucket - (shift << Precision)) << shift;
    }
}
