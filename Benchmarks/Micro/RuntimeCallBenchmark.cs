using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrleansChat.Benchmarks.Micro;

/// <summary>Calls of grains in the runtime of this build.</summary>
[MemoryDiagnoser]
public class RuntimeCallBenchmark
{
    private const int Grains = 10_000;
    private const int Loops = 2;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    private IHost _host = null!;
    private ITallyGrain[] _grains = [];
    private int _next;

    /// <summary>Activates all grains.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _host = TallyHost.Build();
        await _host.StartAsync();
        var factory = _host.Services.GetRequiredService<IGrainFactory>();
        _grains = [.. Enumerable.Range(1, Grains).Select(id => factory.GetGrain<ITallyGrain>(id))];
        await Task.WhenAll(_grains.Select(grain => grain.AddAsync(0)));
    }

    /// <summary>Deactivates them.</summary>
    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>A call that answers at once.</summary>
    [Benchmark]
    public Task<int> AtOnce() => Next().AddAsync(1);

    /// <summary>A call that waits once before it answers.</summary>
    [Benchmark]
    public Task<int> Later() => Next().AddLaterAsync(1);

    /// <summary>A reference made for one call.</summary>
    [Benchmark]
    public Task<int> FreshReference() =>
        _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ITallyGrain>(++_next % Grains).AddAsync(1);

    /// <summary>Prints calls a second over 10,000 grains from two loops, and bytes allocated per call.</summary>
    public static async Task MeasureAsync()
    {
        var benchmark = new RuntimeCallBenchmark();
        var started = Stopwatch.GetTimestamp();
        await benchmark.StartAsync();
        var activation = Stopwatch.GetElapsedTime(started);
        Print("activation", Grains / activation.TotalSeconds, 0);
        var factory = benchmark._host.Services.GetRequiredService<IGrainFactory>();
        var grains = benchmark._grains;
        for (var round = 0; round < 2; round++) // the first warms up
        {
            await MeasureAsync("at once", index => grains[index].AddAsync(1));
            await MeasureAsync("interleaved", index => grains[index].AddInterleavedAsync(1));
            await MeasureAsync("fresh reference", index => factory.GetGrain<ITallyGrain>(index + 1).AddAsync(1));
            await MeasureAsync("later", index => grains[index].AddLaterAsync(1));
        }

        await benchmark.StopAsync();
    }

    private static async Task MeasureAsync(string name, Func<int, Task<int>> call)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        var calls = await Task.WhenAll(Enumerable.Range(0, Loops).Select(loop => Task.Run(() => LoopAsync(loop, call))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Print(name, calls.Sum() / elapsed.TotalSeconds, (double)bytes / calls.Sum());
    }

    private static async Task<long> LoopAsync(int loop, Func<int, Task<int>> call)
    {
        const int Stretch = 1_000;
        var index = loop * (Grains / Loops);
        var started = Stopwatch.GetTimestamp();
        var calls = 0L;
        while (Stopwatch.GetElapsedTime(started) < Duration)
        {
            for (var left = Stretch; left > 0; left--)
            {
                await call(index);
                index = (index + 7) % Grains;
            }

            calls += Stretch;
        }

        return calls;
    }

    private static void Print(string name, double rate, double bytes) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-16} {rate,12:N0}/s {bytes,8:N1} B per call"));

    private ITallyGrain Next() => _grains[++_next % Grains];
}
