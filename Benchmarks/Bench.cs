using OrleansChat.Benchmarks.Measuring;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Workloads;

namespace OrleansChat.Benchmarks;

/// <summary>Runs workloads one after the other and prints what they found.</summary>
internal static class Bench
{
    /// <summary>Runs the workloads.</summary>
    /// <returns>The exit code: 0 when nothing was lost, duplicated, reordered or refused.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<IWorkload> workloads, BenchOptions options, CancellationToken cancellation)
    {
        var outcomes = new List<Outcome>();
        foreach (var workload in workloads)
        {
            Console.Error.WriteLine($"{workload.Name} ...");
            outcomes.Add(await RunAsync(workload, options, cancellation));
        }

        Console.Write(Report.ToText(outcomes));
        if (options.Json is { } file)
        {
            await File.WriteAllTextAsync(file, Report.ToJson(outcomes), cancellation);
        }

        return outcomes.TrueForAll(outcome => outcome.Passed) ? 0 : 1;
    }

    private static async Task<Outcome> RunAsync(
        IWorkload workload, BenchOptions options, CancellationToken cancellation)
    {
        if (options is { Url: { } url, Admin: { } admin, Token: { } token })
        {
            var running = new ServerAddress(new Uri(url), new Uri(admin), token, options.Pid, options.DatabasePid)
            {
                Friend = new Uri(options.Socket ?? url),
                Im = new Uri(options.Socket ?? url),
            };
            return await workload.RunAsync(running, cancellation);
        }

        using var server = await ServerCluster.StartAsync(options.Nodes, cancellation);
        return await workload.RunAsync(server.Address, cancellation);
    }
}
