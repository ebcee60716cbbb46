using System.Globalization;
using OrleansChat.Tests.Load;
using Xunit.Abstractions;

namespace OrleansChat.Tests.Cluster;

/// <summary>A line for each round and one for each test: what it did, and what its clients saw. Goes to the test's
/// output and to the file that <c>CHAT_CLUSTER_REPORT</c> names.</summary>
internal sealed class ClusterReport(ITestOutputHelper output)
{
    private const int SamplesOfAKind = 5;

    private readonly List<LoadFigures> _rounds = [];
    private readonly List<LoadFault> _faults = [];

    /// <summary>A number from the environment, or the one that a plain run takes.</summary>
    public static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number)
            ? number
            : fallback;

    public void Add(LoadFigures round, IReadOnlyList<LoadFault> faults)
    {
        _rounds.Add(round);
        _faults.AddRange(faults);
        Say($"round {_rounds.Count}: {round} faults={faults.Count}");
    }

    /// <returns>Some faults of each kind; none when all is well.</returns>
    public IReadOnlyList<LoadFault> Write(string test, ClusterLoad load, ClusterOfProcesses cluster)
    {
        var ends = cluster.OwnEnds.ToArray();
        var samples = _faults.GroupBy(fault => fault.Kind).SelectMany(faults => faults.Take(SamplesOfAKind)).ToArray();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{test} rounds={_rounds.Count} sockets={load.Sockets} total={load.Sent.Count()} "
            + $"{LoadFigures.Sum(_rounds)} {Faults()} "
            + $"closed={load.Closed} converged_ms={load.ConvergedMs} own_ends={ends.Length}");
        Say(line);
        foreach (var text in ends.Concat(samples.Select(fault => fault.ToString())))
        {
            output.WriteLine(text);
        }

        return samples;
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("CHAT_CLUSTER_REPORT") is { Length: > 0 } file)
        {
            File.AppendAllLines(file, [line]);
        }
    }

    private string Faults() => string.Join(
        ' ',
        Enum.GetValues<LoadFaultKind>()
            .Select(kind => $"{kind}={_faults.Count(fault => fault.Kind == kind)}".ToLowerInvariant()));
}
