using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The gateway's instruments. Labels are the protocol's name, a close code or a reason: all from small closed
/// sets.</summary>
public sealed class GatewayMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "OrleansChat.Gateway";

    private readonly ConcurrentDictionary<string, SocketTraffic> _traffic = new(StringComparer.Ordinal);
    private readonly Counter<long> _closed;
    private readonly Counter<long> _refused;

    /// <summary>Registers the instruments.</summary>
    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter(
            "chat.sockets.open", () => Each(one => one.Open), "{socket}", "Open sockets");
        meter.CreateObservableCounter(
            "chat.frames.sent", () => Each(one => one.FramesOut), "{frame}", "Frames written");
        meter.CreateObservableCounter(
            "chat.bytes.sent", () => Each(one => one.BytesOut), "By", "Bytes of frames written");
        meter.CreateObservableCounter(
            "chat.frames.received", () => Each(one => one.FramesIn), "{frame}", "Messages read");
        meter.CreateObservableCounter(
            "chat.bytes.received", () => Each(one => one.BytesIn), "By", "Bytes of messages read");
        meter.CreateObservableCounter("chat.encodes", () => Each(one => one.Encodes), "{encode}", "Deliveries encoded");
        SlowReaders = meter.CreateCounter<long>(
            "chat.sockets.slow", "{socket}", "Sockets closed because their reader was too slow");
        HolesRepaired = meter.CreateCounter<long>(
            "chat.deliveries.repaired", "{message}", "Messages fetched from the log");
        Duplicates = meter.CreateCounter<long>(
            "chat.deliveries.repeated", "{message}", "Messages announced twice and dropped");
        ReceiptsIgnored = meter.CreateCounter<long>(
            "chat.receipts.ignored", "{message}",
            "Confirmations of messages that were not the confirming user's to confirm");
        DeliveryLag = meter.CreateHistogram<double>("chat.delivery.lag", "s", "From acceptance to the local sockets");
        _closed = meter.CreateCounter<long>("chat.sockets.closed", "{socket}", "Sockets closed by the server");
        _refused = meter.CreateCounter<long>("chat.handshakes.refused", "{handshake}", "Handshakes refused");
    }

    internal Counter<long> SlowReaders { get; }

    internal Counter<long> HolesRepaired { get; }

    internal Counter<long> Duplicates { get; }

    internal Counter<long> ReceiptsIgnored { get; }

    internal Histogram<double> DeliveryLag { get; }

    internal SocketTraffic TrafficOf(string protocol) =>
        _traffic.GetOrAdd(protocol, static name => new SocketTraffic(name));

    internal void ClosedWith(string protocol, int code) =>
        _closed.Add(
            1,
            new KeyValuePair<string, object?>("protocol", protocol),
            new KeyValuePair<string, object?>("code", code));

    internal void Refused(string protocol, string reason) =>
        _refused.Add(
            1,
            new KeyValuePair<string, object?>("protocol", protocol),
            new KeyValuePair<string, object?>("reason", reason));

    private IEnumerable<Measurement<long>> Each(Func<SocketTraffic, long> value) =>
        _traffic.Values.Select(
            one => new Measurement<long>(value(one), new KeyValuePair<string, object?>("protocol", one.Protocol)));
}
