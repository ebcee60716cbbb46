using OrleansChat.Benchmarks.Measuring;
using OrleansChat.Benchmarks.Server;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>One way to load a server.</summary>
internal interface IWorkload
{
    /// <summary>With the parameters that matter, for the head of a column.</summary>
    string Name { get; }

    Task<Outcome> RunAsync(ServerAddress server, CancellationToken cancellation);
}
