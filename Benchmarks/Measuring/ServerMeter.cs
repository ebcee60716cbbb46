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
        var serverCpu = Of(server.ProcessId, ProcessTimes.OwnMilliseconds);
        var databaseCpu = Of(server.DatabaseProcessId, ProcessTimes.FamilyMilliseconds);
        var generatorCpu = ProcessTimes.OwnMilliseconds(Environment.ProcessId);
        var resident = Of(server.ProcessId, ProcessTimes.ResidentKibibytes);
        var page = await ReadPageAsync(cancellation);
        return new Sample(
            at,
            serverCpu,
            databaseCpu,
            generatorCpu,
            resident,
            page.Total("chat_log_commits_total", "chat_log_commits"),
            page.Total("chat_log_rows_total", "chat_log_rows"),
            page.Total("chat_cursor_rows_total", "chat_cursor_rows"),
            page.Total("dotnet_gc_heap_total_allocated_bytes_total", "dotnet_gc_heap_total_allocated_total"));
    }

    public void Dispose() => _http.Dispose();

    private static double? Of(int? process, Func<int, double> measure) => process is { } id ? measure(id) : null;

    // A server without the page costs the figures of the page, not the run.
    private async Task<MetricsPage> ReadPageAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Admin, "/metrics"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        using var response = await _http.SendAsync(request, cancellation);
        return new MetricsPage(
            response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellation) : string.Empty);
    }
}
