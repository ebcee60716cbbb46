using System.Diagnostics;
using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Measuring;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>What one kind of operation costs.</summary>
internal sealed class CallCost(string name, LatencyHistogram? latency = null)
{
    private double? _serverCpu = 0;
    private double? _databaseCpu = 0;
    private double? _allocated = 0;

    public LatencyHistogram Latency { get; } = latency ?? new LatencyHistogram();

    public Figure[] Figures =>
    [
        new($"{name} p50 ms", Latency.Percentile(50)),
        new($"  {name}, server CPU ms", _serverCpu / Latency.Count),
        new($"  {name}, PostgreSQL CPU ms", _databaseCpu / Latency.Count),
        new($"  {name}, allocated KiB", _allocated / Latency.Count / 1024),
    ];

    public async Task TimeAsync(Func<Task> call)
    {
        var started = Stopwatch.GetTimestamp();
        await call();
        Latency.Add(Stopwatch.GetTimestamp() - started);
    }

    public void Add(Consumption used)
    {
        _serverCpu += used.ServerCpu;
        _databaseCpu += used.DatabaseCpu;
        _allocated += used.Allocated;
    }
}
