using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansChat.Tests.Gateway;
using OrleansChat.Tests.Protocols.Chat33;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

/// <summary>What an operator sees of a cluster of two: traces, metrics, the dashboard.</summary>
public sealed class ObservedClusterTests : IAsyncLifetime
{
    private const string Nobody = "http://127.0.0.1:9"; // traces are collected, and go nowhere

    private ChatHost _host = null!; // set before the first test

    public async Task InitializeAsync() =>
        _host = await ChatHost.StartAsync(TestRuntime.Nodes, ("OTEL_EXPORTER_OTLP_ENDPOINT", Nobody));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task One_message_is_one_trace_from_socket_to_grain_to_log_to_SQL()
    {
        var (annaId, annasToken) = await _host.CreateUserAsync("Anna");
        var (bertId, bertsToken) = await _host.CreateUserAsync("Bert");
        using var anna = new Chat33Client(_host.Chat33Url, annasToken, annaId);
        using var bert = new Chat33Client(_host.Chat33Url, bertsToken, bertId);
        await Chat33Host.BefriendAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        using var spans = new SpanListener("OrleansChat.Gateway", "Microsoft.Orleans.Runtime", "OrleansChat.Storage", "Npgsql");

        await annas.SendAsync(Chat33Client.Say(bertId, "m1", "hello"));
        await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));

        string[] wanted = ["chat.frame", "log.append", "log.commit"];
        await Eventually.TrueAsync(() => TraceOf(spans.Ended, "chat.frame") is { } trace
            && wanted.All(name => trace.Any(span => span.OperationName == name))
            && trace.Any(span => span.Source.Name == "Npgsql")
            && trace.Any(span => span.OperationName.EndsWith("/PostAsync", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_dashboard_is_for_the_administrator()
    {
        var page = new Uri(_host.AdminUrl, "/dashboard/");
        using var http = new HttpClient();
        using var stranger = await http.GetAsync(page);
        using var asked = new HttpRequestMessage(HttpMethod.Get, page);
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"operator:{ChatHost.AdminToken}"));
        asked.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
        using var browser = await http.SendAsync(asked);
        var counters = await _host.Admin.GetStringAsync("/dashboard/DashboardCounters");

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal("Basic", Assert.Single(stranger.Headers.WwwAuthenticate).Scheme);
        Assert.Equal(HttpStatusCode.OK, browser.StatusCode);
        Assert.Contains("\"hosts\"", counters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_runtimes_own_figures_are_among_the_metrics()
    {
        var page = await _host.Admin.GetStringAsync("/metrics");

        Assert.Matches("(?m)^orleans_[a-z_]+", page);
    }

    private static Activity[]? TraceOf(Activity[] ended, string root) =>
        ended.FirstOrDefault(span => span.OperationName == root) is { } first
            ? [.. ended.Where(span => span.TraceId == first.TraceId)]
            : null;
}
