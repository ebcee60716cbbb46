using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace OrleansChat.Benchmarks.Micro;

/// <summary>Runs the microbenchmarks of this folder in this process, without a second build.</summary>
internal static class MicroBenchmarks
{
    /// <param name="arguments">Of BenchmarkDotNet; none means all benchmarks.</param>
    public static int Run(string[] arguments)
    {
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default);
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly)
            .Run(arguments.Length == 0 ? ["--filter", "*"] : arguments, config);
        return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(r => r.Success))
            ? 0
            : 1;
    }
}
