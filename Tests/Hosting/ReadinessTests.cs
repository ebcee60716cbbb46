using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Silo.Hosting;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Hosting;

public sealed class ReadinessTests
{
    [Fact]
    public async Task A_node_without_its_database_says_so_and_is_ready_again_when_it_returns()
    {
        var folder = Path.Combine(
            Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"chat-tests-{Environment.ProcessId}-ready"));
        Directory.CreateDirectory(folder);
        var postgres = new PrivatePostgres(
            new PrivatePostgresOptions { DataFolder = folder }, NullLogger<PrivatePostgres>.Instance);
        try
        {
            var connection = await postgres.StartAsync(CancellationToken.None);
            await using var host = await ChatHost.StartAsync(("ConnectionStrings:Chat", connection));
            using var portal = new HttpClient { BaseAddress = host.PortalUrl };
            Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(portal));

            await postgres.StopAsync(CancellationToken.None);
            var (_, away) = await UntilAsync(portal, HttpStatusCode.ServiceUnavailable);
            var reasons = JsonDocument.Parse(away).RootElement.GetProperty("reasons");
            Assert.Equal("database", Assert.Single(reasons.EnumerateArray()).GetString());
            Assert.Equal("ok", await portal.GetStringAsync("/healthz"));

            await postgres.StartAsync(CancellationToken.None);
            await UntilAsync(portal, HttpStatusCode.OK);
        }
        finally
        {
            await postgres.StopAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> UntilAsync(HttpClient portal, HttpStatusCode status)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await AskAsync(portal);
            if (answer.Status == status)
            {
                return answer;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(since) < WireSocket.Patience, $"still {answer}");
            await Task.Delay(50);
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient portal)
    {
        using var answer = await portal.GetAsync("/readyz");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
