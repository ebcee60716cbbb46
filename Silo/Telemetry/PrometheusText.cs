using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace OrleansChat.Silo.Telemetry;

/// <summary>Collects the instruments of some meters and writes them in Prometheus' text format, version
/// 0.0.4.</summary>
/// <remarks>Listens from when it is made: make it at the start. Instruments of one name are one family.</remarks>
public sealed class PrometheusText : IDisposable
{
    /// <summary>The media type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();

    /// <summary>Begins to listen.</summary>
    /// <param name="meters">Beginnings of meters' names, such as <c>OrleansChat.</c> and <c>System.Runtime</c>.</param>
    public PrometheusText(params IReadOnlyList<string> meters)
        : this(null, meters)
    {
    }

    private PrometheusText(IMeterFactory? host, IReadOnlyList<string> meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var meter = instrument.Meter;
            if (meters.Any(start => meter.Name.StartsWith(start, StringComparison.Ordinal))
                && (host is null || meter.Scope is null || meter.Scope == host))
            {
                var family = _families.GetOrAdd(instrument, static one => new MetricFamily(one));
                listener.EnableMeasurementEvents(instrument, family);
            }
        };
        _listener.MeasurementsCompleted = (instrument, state) => _families.TryRemove(instrument, out MetricFamily? _);
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<decimal>(
            static (_, value, tags, family) => Record(family, (double)value, tags));
        _listener.Start();
    }

    /// <summary>What the server of this product shows: its own meters, Kestrel's, the host's and the
    /// runtime's.</summary>
    /// <param name="host">Makes the meters of the host: another host in the same process is none of its
    /// business.</param>
    public static PrometheusText ForServer(IMeterFactory host) => new(
        host,
        [
            "OrleansChat.",
            "Microsoft.Orleans",
            "Microsoft.AspNetCore.Server.Kestrel",
            "Microsoft.AspNetCore.Hosting",
            "System.Runtime",
            "Npgsql",
        ]);

    /// <summary>All families, in the order of their names.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        var families = _families.Values
            .DistinctBy(one => one.Name, StringComparer.Ordinal)
            .OrderBy(one => one.Name, StringComparer.Ordinal);
        foreach (var family in families)
        {
            family.Write(text);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((MetricFamily)family!).Record(value, tags);
}
