using System.Diagnostics.Metrics;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>What push streams count.</summary>
internal sealed class PushStreamMeter
{
    /// <summary>The name to listen to.</summary>
    public const string MeterName = "OrleansChat.Streams";

    private readonly Counter<long> _batches;
    private readonly Counter<long> _dropped;
    private long _queued;

    public PushStreamMeter(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter(
            "chat.push.queued", () => Volatile.Read(ref _queued), "{item}", "Items that wait for other processes");
        _batches = meter.CreateCounter<long>("chat.push.batches", "{batch}", "Batches that other processes took");
        _dropped = meter.CreateCounter<long>("chat.push.dropped", "{item}", "Items dropped; their receiver is told");
    }

    public void Queue(int items) => Interlocked.Add(ref _queued, items);

    public void Unqueue(int items) => Interlocked.Add(ref _queued, -items);

    public void CountBatch() => _batches.Add(1);

    public void CountDropped(int items) => _dropped.Add(items);
}
