using System.Diagnostics.Metrics;

namespace OrleansChat.Silo.Storage;

/// <summary>What the stores count, under the meter <c>OrleansChat.Storage</c>.</summary>
internal static class StorageMeter
{
    internal const string Name = "OrleansChat.Storage";

    private static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> Commits = Meter.CreateCounter<long>("chat.log.commits");
    internal static readonly Counter<long> Rows = Meter.CreateCounter<long>("chat.log.rows");
    internal static readonly Counter<long> Retries = Meter.CreateCounter<long>("chat.log.retries");
    internal static readonly Counter<long> Errors = Meter.CreateCounter<long>("chat.log.errors");
    internal static readonly Histogram<int> RowsPerCommit = Meter.CreateHistogram<int>("chat.log.rows_per_commit");
    internal static readonly Histogram<double> AppendLatency = Meter.CreateHistogram<double>(
        "chat.log.append.duration", "s");
    internal static readonly Counter<long> CursorCommits = Meter.CreateCounter<long>("chat.cursor.commits");
    internal static readonly Counter<long> CursorRows = Meter.CreateCounter<long>("chat.cursor.rows");
}
