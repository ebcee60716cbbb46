using System.Diagnostics;

namespace OrleansChat.Benchmarks.Measuring;

/// <summary>What was used between two samples.</summary>
internal sealed class Consumption(Sample before, Sample after)
{
    public double Seconds { get; } = Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds;

    public double? ServerCpu => after.ServerCpu - before.ServerCpu;

    public double? DatabaseCpu => after.DatabaseCpu - before.DatabaseCpu;

    public double GeneratorCpu => after.GeneratorCpu - before.GeneratorCpu;

    public double? Commits => after.Commits - before.Commits;

    public double? Rows => after.Rows - before.Rows;

    public double? CursorRows => after.CursorRows - before.CursorRows;

    public double? Allocated => after.Allocated - before.Allocated;

    public double? ServerMebibytes => after.ServerResident / 1024;
}
