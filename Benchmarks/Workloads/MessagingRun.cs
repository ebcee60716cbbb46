using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Measuring;
using OrleansChat.Benchmarks.Server;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>Connect, warm up, measure, wait for stragglers, judge: what all messaging workloads do.</summary>
internal static class MessagingRun
{
    public static async Task<Outcome> RunAsync(
        string name, LoadPlan plan, ServerAddress server, BenchOptions options, CancellationToken cancellation)
    {
        using var meter = new ServerMeter(server);
        using var load = new MessageLoad(plan, [.. plan.Dialect.Endpoints(server)], cancellation);
        load.Connect();
        load.WarmUp(TimeSpan.FromSeconds(options.Warmup));

        // The readings run beside the loop, so that the sockets are served meanwhile.
        var before = meter.ReadAsync(cancellation);
        var countersBefore = load.Counters;
        load.Measure(TimeSpan.FromSeconds(options.Seconds));
        var after = meter.ReadAsync(cancellation);
        var counters = load.Counters - countersBefore;
        load.Finish();
        var consumption = new Consumption(await before, await after);
        return new Outcome(
            name,
            Figures(load, counters, consumption),
            load.Verdict.ToString(),
            load.Verdict.Examples,
            load.Verdict.Passed);
    }

    private static Figure[] Figures(MessageLoad load, Counters counters, Consumption used)
    {
        var thousandMessages = counters.Messages / 1000.0;
        var thousandDeliveries = counters.Deliveries / 1000.0;
        var cpu = used.ServerCpu + used.DatabaseCpu;
        return
        [
            new("messages/s", counters.Messages / used.Seconds),
            new("deliveries/s", counters.Deliveries / used.Seconds),
            new("send to ack p50 ms", load.Acknowledgements.Percentile(50)),
            new("send to ack p99 ms", load.Acknowledgements.Percentile(99)),
            new("send to delivery p50 ms", load.Arrivals.Percentile(50)),
            new("send to delivery p99 ms", load.Arrivals.Percentile(99)),
            new("send to last p50 ms", load.Completions.Percentile(50)),
            new("send to last p99 ms", load.Completions.Percentile(99)),
            new("CPU ms/1000 messages", cpu / thousandMessages),
            new("  server", used.ServerCpu / thousandMessages),
            new("  PostgreSQL", used.DatabaseCpu / thousandMessages),
            new("CPU ms/1000 deliveries", cpu / thousandDeliveries),
            new("  generator, not counted", used.GeneratorCpu / thousandDeliveries),
            new("server RSS MiB", used.ServerMebibytes),
            new("log commits/s", used.Commits / used.Seconds),
            new("log rows/commit", used.Commits > 0 ? used.Rows / used.Commits : null),
            new("cursor rows/s", used.CursorRows / used.Seconds),
            new("allocated bytes/message", used.Allocated / counters.Messages),
        ];
    }
}
