using System.Runtime.InteropServices;
using OrleansChat.Benchmarks;
using OrleansChat.Benchmarks.Micro;
using OrleansChat.Benchmarks.Workloads;

if (args is [] or ["--help"] or ["-h"] or ["help"])
{
    Console.WriteLine(Usage.Text);
    return 0;
}

if (args[0] == "micro")
{
    return MicroBenchmarks.Run(args[1..]);
}

if (args[0] == "log")
{
    await MessageLogBenchmark.RunAsync(conversations: 500, seconds: 8, rounds: 2);
    return 0;
}

if (args[0] == "runtime")
{
    await RuntimeCallBenchmark.MeasureAsync();
    return 0;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
try
{
    var options = Arguments.Read(args.AsSpan(1));
    var workloads = WorkloadCatalog.Find(args[0], options);
    if (workloads.Count > 0)
    {
        return await Bench.RunAsync(workloads, options, stop.Token);
    }

    Console.Error.WriteLine($"{args[0]} is no workload\n\n{Usage.Text}");
    return 2;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
catch (Exception error) when (error
    is FormatException or InvalidOperationException or TimeoutException or IOException or HttpRequestException)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

void Cancel(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
