using System.Net;
using System.Net.Http.Headers;
using OrleansChat.Tests.Protocols.Chat33;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Hosting;

public sealed class MetricsTests : IClassFixture<OneNodeHost>
{
    private readonly OneNodeHost _server;

    public MetricsTests(OneNodeHost server) => _server = server;

    [Fact]
    public async Task A_message_moves_the_counters_of_gateway_and_storage()
    {
        var (anna, bert) = await _server.FriendsAsync();
        using var first = anna;
        using var second = bert;
        await using var annas = await anna.OpenSocketAsync();
        var before = await ReadAsync();

        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "hello"));
        await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));

        var after = await ReadAsync();
        string[] moved =
        [
            "chat_log_commits_total",
            "chat_log_rows_total",
            "chat_frames_received_total{protocol=\"Chat33\"}",
            "chat_frames_sent_total{protocol=\"Chat33\"}",
        ];
        Assert.All(moved, name => Assert.True(
            after[name] > before.GetValueOrDefault(name), $"{name} stayed at {after[name]}"));
        Assert.True(after["chat_sockets_open{protocol=\"Chat33\"}"] > 0);
    }

    [Fact]
    public async Task The_runtime_and_the_listeners_are_shown_and_allocations_go_by_the_name_that_bench_reads()
    {
        var page = await ReadAsync();

        Assert.True(page["dotnet_gc_heap_total_allocated_bytes_total"] > 0);
        Assert.Contains(page.Keys, name => name.StartsWith("kestrel_active_connections", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_says_in_which_format_it_is()
    {
        using var answer = await _server.Host.Admin.GetAsync("/metrics");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-the-token")]
    public async Task Without_the_token_nobody_reads_it(string? token)
    {
        using var stranger = new HttpClient { BaseAddress = _server.Host.AdminUrl };
        stranger.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        using var answer = await stranger.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain("chat_", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_meters_of_another_server_in_this_process_are_not_shown()
    {
        await using var other = await ChatHost.StartAsync();
        var (anna, bert) = await _server.FriendsAsync();
        using var first = anna;
        using var second = bert;
        await using var annas = await anna.OpenSocketAsync();

        var page = MetricsPage(await other.Admin.GetStringAsync("/metrics"));

        Assert.DoesNotContain("chat_sockets_open{protocol=\"Chat33\"}", page.Keys);
    }

    private async Task<Dictionary<string, double>> ReadAsync() =>
        MetricsPage(await _server.Host.Admin.GetStringAsync("/metrics"));

    private static Dictionary<string, double> MetricsPage(string text) => text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#'))
        .ToDictionary(
            line => line[..line.LastIndexOf(' ')],
            line => double.Parse(line[line.LastIndexOf(' ')..], System.Globalization.CultureInfo.InvariantCulture));
}
