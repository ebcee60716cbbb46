using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Measuring;
using OrleansChat.Benchmarks.Server;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>Users who come, say one thing, get its answer and leave.</summary>
internal sealed class LoginWorkload(BenchOptions options) : IWorkload
{
    private static readonly TimeSpan StragglerLimit = TimeSpan.FromSeconds(15);

    public string Name => "login";

    public async Task<Outcome> RunAsync(ServerAddress server, CancellationToken cancellation)
    {
        using var setup = new ChatSetup(server);
        var users = await setup.CreateUsersAsync(options.Users, cancellation);
        return await MeasureAsync(users, server, cancellation);
    }

    private async Task<Outcome> MeasureAsync(
        ChatUser[] users, ServerAddress server, CancellationToken cancellation)
    {
        using var meter = new ServerMeter(server);
        using var visits = new Visits(users, server.Endpoints, cancellation);
        visits.Start(options.Concurrency);
        visits.RunFor(TimeSpan.FromSeconds(options.Warmup));
        visits.Latency.Clear();
        var before = meter.ReadAsync(cancellation);
        var countBefore = visits.Count;
        visits.RunFor(TimeSpan.FromSeconds(options.Seconds));
        var after = meter.ReadAsync(cancellation);
        var count = visits.Count - countBefore;
        visits.Finish(StragglerLimit);
        var used = new Consumption(await before, await after);
        var verdict = visits.Verdict;
        return new Outcome(
            Name,
            Figures(count, visits.Latency, used),
            $"unanswered={verdict.Unanswered} closed={verdict.Closed} failed={verdict.Failed}",
            verdict.Examples,
            verdict.Passed);
    }

    private static Figure[] Figures(long count, LatencyHistogram latency, Consumption used) =>
    [
        new("connects/s", count / used.Seconds),
        new("connect to answer p50 ms", latency.Percentile(50)),
        new("connect to answer p99 ms", latency.Percentile(99)),
        new("CPU ms/1000 connects", (used.ServerCpu + used.DatabaseCpu) / count * 1000),
        new("  server of connects", used.ServerCpu / count * 1000),
        new("  PostgreSQL of connects", used.DatabaseCpu / count * 1000),
        new("  generator of connects", used.GeneratorCpu / count * 1000),
        new("server RSS MiB", used.ServerMebibytes),
        new("allocated bytes/connect", used.Allocated / count),
    ];
}
