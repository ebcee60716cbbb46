using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansChat.Silo.Telemetry;

namespace OrleansChat.Tests.Gateway;

public sealed partial class PrometheusTextTests : IDisposable
{
    private readonly string _name = $"Test.{Guid.NewGuid():N}";
    private readonly Meter _meter;
    private readonly PrometheusText _text;

    public PrometheusTextTests()
    {
        _meter = new Meter(_name);
        _text = new PrometheusText(_name, "System.Runtime");
    }

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_for_each_of_its_labels()
    {
        var counter = _meter.CreateCounter<long>("chat.sockets.closed");
        counter.Add(2, new KeyValuePair<string, object?>("code", 1013));
        counter.Add(3, new KeyValuePair<string, object?>("code", 1013));
        counter.Add(1, new KeyValuePair<string, object?>("code", "a\"b\\c\nd"));
        var text = _text.Write();
        Assert.Contains("# TYPE chat_sockets_closed_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains("chat_sockets_closed_total{code=\"1013\"} 5\n", text, StringComparison.Ordinal);
        Assert.Contains("chat_sockets_closed_total{code=\"a\\\"b\\\\c\\nd\"} 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_s_buckets_are_cumulated_and_end_with_all()
    {
        var lag = _meter.CreateHistogram<double>("chat.delivery.lag", "s");
        lag.Record(0.004);
        lag.Record(0.2);
        lag.Record(100);
        var text = _text.Write();
        Assert.Contains("chat_delivery_lag_seconds_bucket{le=\"0.005\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("chat_delivery_lag_seconds_bucket{le=\"0.25\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("chat_delivery_lag_seconds_bucket{le=\"+Inf\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("chat_delivery_lag_seconds_count 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_observed_value_is_set_and_an_up_down_counter_goes_down()
    {
        var observed = 7;
        _meter.CreateObservableGauge("seen", () => observed);
        var open = _meter.CreateUpDownCounter<int>("open");
        open.Add(5);
        open.Add(-2);
        _text.Write();
        observed = 9;
        var text = _text.Write();
        Assert.Contains("seen 9\n", text, StringComparison.Ordinal);
        Assert.Contains("open 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_without_end_do_not_grow_the_text_without_end()
    {
        var counter = _meter.CreateCounter<long>("hits");
        for (var i = 0; i < 1_000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("who", i));
        }

        Assert.InRange(_text.Write().Split('\n').Count(line => line.StartsWith("hits_total", StringComparison.Ordinal)), 2, 201);
    }

    [Fact]
    public void Every_line_is_a_comment_or_a_sample_with_a_number()
    {
        _meter.CreateCounter<long>("one").Add(1);
        var lines = _text.Write().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, line => line.StartsWith("dotnet_gc_", StringComparison.Ordinal));
        foreach (var line in lines.Where(line => !line.StartsWith('#')))
        {
            Assert.Matches(Sample(), line);
            Assert.True(double.TryParse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture, out _), line);
        }
    }

    [GeneratedRegex("""^[a-zA-Z_][a-zA-Z0-9_]*(\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*")*\})? \S+$""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();
}
