using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Protocols.Chat33;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Hosting;

/// <summary>Scripts, probes and dashboards of <c>deploy/</c> before a real server.</summary>
public sealed partial class DeployedFilesTests(Chat33Host server) : IClassFixture<Chat33Host>
{
    [Fact]
    public async Task The_dashboard_shows_metrics_that_a_node_has()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var first = anna;
        using var second = bert;
        await using var socket = await anna.OpenSocketAsync();
        await socket.SendAsync(Chat33Client.Say(bert.UserId, "m1", "hello"));
        await socket.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));
        var page = await server.Host.Admin.GetStringAsync("/metrics");
        var families = Family().Matches(page).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        using var dashboard = JsonDocument.Parse(File.ReadAllText(InRepository("deploy/grafana/dashboards/orleanschat.json")));
        var shown = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .SelectMany(target => Metric().Matches(target.GetProperty("expr").GetString()!))
            .Select(match => match.Groups["name"].Value)
            .Distinct()
            .ToArray();

        Assert.True(shown.Length > 10, "The dashboard is empty.");
        Assert.Empty(shown.Except(families));
    }

    [Fact]
    public async Task Probes_ask_what_is_answered()
    {
        string[] files = ["silo.yaml", "frontend.yaml"];
        var paths = files
            .SelectMany(file => Probe().Matches(File.ReadAllText(InRepository($"deploy/k8s/{file}"))))
            .Select(match => match.Groups["path"].Value)
            .Distinct();
        using var portal = new HttpClient { BaseAddress = server.Host.PortalUrl };

        foreach (var path in paths)
        {
            using var answer = await portal.GetAsync(path);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task The_scripts_of_the_image_ask_and_drain()
    {
        await using var host = await ChatHost.StartAsync();
        var asked = host.AskedToStopAsync();

        Assert.Equal(0, await RunAsync("ready", host.PortalUrl, ChatHost.AdminToken));
        Assert.NotEqual(0, await RunAsync("drain", host.AdminUrl, "not-the-token"));
        Assert.False(asked.IsCompleted);
        Assert.Equal(0, await RunAsync("drain", host.AdminUrl, ChatHost.AdminToken));
        await asked.WaitAsync(WireSocket.Patience);
    }

    private static async Task<int> RunAsync(string script, Uri listener, string token)
    {
        var start = new ProcessStartInfo(
            InRepository($"deploy/image/{script}"), [listener.Port.ToString(CultureInfo.InvariantCulture)]);
        start.Environment["Chat__Admin__Token"] = token;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static string InRepository(string file) => Path.Combine(RepositoryRoot.Path, file);

    [GeneratedRegex(@"^# TYPE (?<name>\w+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Family();

    /// <summary>The name of a family: lines of a histogram end in more.</summary>
    [GeneratedRegex(
        @"\b(?<name>(chat|dotnet|grains|kestrel|db|orleans)_\w+?)(_bucket|_sum|_count)?\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Metric();

    [GeneratedRegex(@"^ +path: (?<path>/\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Probe();
}
