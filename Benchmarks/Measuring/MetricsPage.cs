using System.Globalization;

namespace OrleansChat.Benchmarks.Measuring;

/// <summary>The server's Prometheus text.</summary>
internal sealed class MetricsPage(string text)
{
    /// <summary>The sum of all series of the first of these metrics that is there.</summary>
    /// <returns>Null when none is.</returns>
    public double? Total(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Sum(name) is { } sum)
            {
                return sum;
            }
        }

        return null;
    }

    private double? Sum(string name)
    {
        double? sum = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name, StringComparison.Ordinal)
                && line.Length > name.Length
                && line[name.Length] is ' ' or '{'
                && Value(line) is { } value)
            {
                sum = (sum ?? 0) + value;
            }
        }

        return sum;
    }

    private static double? Value(ReadOnlySpan<char> line)
    {
        var rest = line[(line.LastIndexOf('}') + 1)..];
        rest = rest[(rest.IndexOf(' ') + 1)..];
        var end = rest.IndexOf(' '); // a timestamp may follow
        return double.TryParse(
            end < 0 ? rest : rest[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }
}
