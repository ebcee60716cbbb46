using System.Diagnostics;
using System.Net.Http.Headers;
using OrleansChat.Benchmarks.Server;

namespace OrleansChat.Benchmarks.Measuring;

/// <summary>Reads what the server and its database have used.</summary>
internal sealed class ServerMeter(ServerAddress server) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    public async Task<Sample> ReadAsync(CancellationToken cancellation)
    {
        var at = Stopwatch.GetTimestamp();
        var serverCpu = OfAll(ProcessTimes.OwnMilliseconds);
        var databaseCpu = server.DatabaseProcessId is { } database ? ProcessTimes.FamilyMilliseconds(database) : (double?)null;
        var generatorCpu = ProcessTimes.OwnMilliseconds(Environment.ProcessId);
        var resident = OfAll(ProcessTimes.ResidentKibibytes);
        var pages = await Task.WhenAll(server.Nodes.Select(node => ReadPageAsync(node, cancellation)));
        return new Sample(
            at,
            serverCpu,
            databaseCpu,
            generatorCpu,
            resident,
            Total(pages, "chat_log_commits_total", "chat_log_commits"),
            Total(pages, "chat_log_rows_total", "chat_log_rows"),
            Total(pages, "chat_cursor_rows_total", "chat_cursor_rows"),
            Total(pages, "dotnet_gc_heap_total_allocated_bytes_total", "dotnet_gc_heap_total_allocated_total"));
    }

    public void Dispose() => _http.Dispose();

    private static double? Total(MetricsPage[] pages, params string[] names) =>
        pages.Aggregate((double?)0, (sum, page) => sum + page.Total(names));

    private double? OfAll(Func<int, double> measure) =>
        server.Nodes.Aggregate((double?)0, (sum, node) => node.ProcessId is { } id ? sum + measure(id) : null);

    // A server without the page costs the figures of the page, not the run.
    private async Task<MetricsPage> ReadPageAsync(ServerAddress node, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Admin, "/metrics"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", node.Token);
        using var response = await _http.SendAsync(request, cancellation);
        return new MetricsPage(
            response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellation) : string.Empty);
    }
}
