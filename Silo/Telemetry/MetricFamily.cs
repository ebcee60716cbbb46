using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace OrleansChat.Silo.Telemetry;

/// <summary>One instrument and its lines; so many and no more.</summary>
internal sealed class MetricFamily
{
    /// <summary>Lines of one instrument; what comes after them is counted in one line without labels.</summary>
    public const int MaxSeries = 200;

    private static readonly double[] Seconds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private static readonly double[] Counts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    private readonly double[] _bounds;
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly bool _isMonotonic;
    private readonly bool _isHistogram;
    private readonly bool _isObserved;

    public MetricFamily(Instrument instrument)
    {
        var type = instrument.GetType();
        var kind = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        _isHistogram = kind == typeof(Histogram<>);
        _isMonotonic = kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>);
        _isObserved = instrument.IsObservable || kind == typeof(Gauge<>);
        _bounds = instrument.Unit == "s" ? Seconds : Counts;
        Help = instrument.Description ?? instrument.Name;
        Name = NameOf(instrument, _isMonotonic);
    }

    public string Name { get; }

    public string Help { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(LabelsOf(tags));
        if (_isHistogram)
        {
            series.Observe(value, _bounds);
        }
        else if (_isObserved)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }

    public void Write(StringBuilder text)
    {
        var kind = _isHistogram ? "histogram" : _isMonotonic ? "counter" : "gauge";
        text.Append(
            CultureInfo.InvariantCulture, $"# HELP {Name} {Help.ReplaceLineEndings(" ")}\n# TYPE {Name} {kind}\n");
        foreach (var series in _series.Values.OrderBy(one => one.Labels, StringComparer.Ordinal))
        {
            if (_isHistogram)
            {
                WriteHistogram(text, series);
            }
            else
            {
                WriteLine(text, Name, series.Labels, series.Read().Value);
            }
        }
    }

    private void WriteHistogram(StringBuilder text, MetricSeries series)
    {
        var (sum, count, buckets) = series.Read();
        var comma = series.Labels.Length > 0 ? "," : "";
        var below = 0L;
        for (var i = 0; i < _bounds.Length; i++)
        {
            below += buckets[i];
            var bound = _bounds[i].ToString(CultureInfo.InvariantCulture);
            WriteLine(text, Name + "_bucket", $"{series.Labels}{comma}le=\"{bound}\"", below);
        }

        WriteLine(text, Name + "_bucket", $"{series.Labels}{comma}le=\"+Inf\"", count);
        WriteLine(text, Name + "_sum", series.Labels, sum);
        WriteLine(text, Name + "_count", series.Labels, count);
    }

    private static void WriteLine(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private MetricSeries Find(string labels)
    {
        if (_series.TryGetValue(labels, out var series))
        {
            return series;
        }

        return _series.GetOrAdd(
            _series.Count < MaxSeries ? labels : "",
            static (one, bounds) => new MetricSeries(one, bounds.Length + 1),
            _bounds);
    }

    private static string NameOf(Instrument instrument, bool isMonotonic)
    {
        var name = Clean(instrument.Name);
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        name = name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit;
        return isMonotonic ? name + "_total" : name;
    }

    private static string Clean(string name) =>
        string.Create(name.Length, name, static (clean, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                clean[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
            }
        });

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text = text.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);
            labels.Append(labels.Length > 0 ? "," : "").Append(Clean(key)).Append("=\"").Append(text).Append('"');
        }

        return labels.ToString();
    }
}
