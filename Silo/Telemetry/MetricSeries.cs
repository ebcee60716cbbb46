namespace OrleansChat.Silo.Telemetry;

/// <summary>One line of an instrument: its labels and what was measured.</summary>
internal sealed class MetricSeries(string labels, int buckets)
{
    private readonly long[] _buckets = new long[buckets];
    private readonly Lock _gate = new();
    private double _value;
    private long _count;

    /// <summary>As Prometheus writes them, without braces; empty when there are none.</summary>
    public string Labels { get; } = labels;

    public void Add(double amount)
    {
        lock (_gate)
        {
            _value += amount;
        }
    }

    public void Set(double value)
    {
        lock (_gate)
        {
            _value = value;
        }
    }

    public void Observe(double value, ReadOnlySpan<double> bounds)
    {
        var at = 0;
        while (at < bounds.Length && value > bounds[at])
        {
            at++;
        }

        lock (_gate)
        {
            _value += value;
            _count++;
            _buckets[at]++;
        }
    }

    /// <returns>The value or the sum, the number of observations, and the buckets, not yet cumulated.</returns>
    public (double Value, long Count, long[] Buckets) Read()
    {
        lock (_gate)
        {
            return (_value, _count, [.. _buckets]);
        }
    }
}
