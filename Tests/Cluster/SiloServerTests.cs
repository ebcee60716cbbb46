using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Settings;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

public sealed class SiloServerTests
{
    [Fact]
    public async Task A_frontend_without_grains_works_with_a_silo_without_sockets()
    {
        var database = await PostgresFixture.CreateDatabaseAsync();
        var gateway = NodePorts.Take().Gateway.ToString(CultureInfo.InvariantCulture);
        await using var silo = await StartAsync(
            ("ConnectionStrings:Chat", database), ("Chat:Cluster:GatewayPort", gateway));
        await using var frontend = await ChatHost.StartAsync(
            ("ConnectionStrings:Chat", database), ("Chat:Cluster:Mode", "Client"));

        var (userId, token) = await frontend.CreateUserAsync("Anna");

        Assert.True(userId > 0);
        Assert.NotEmpty(token);
        Assert.Empty(await frontend.VerifyLogAsync());
    }

    [Fact]
    public async Task A_silo_tells_how_it_does_and_ends_when_it_is_called()
    {
        var gateway = NodePorts.Take().Gateway.ToString(CultureInfo.InvariantCulture);
        await using var silo = await StartAsync(
            ("ConnectionStrings:Chat", await PostgresFixture.CreateDatabaseAsync()), ("Chat:Cluster:GatewayPort", gateway));
        using var stranger = new HttpClient { BaseAddress = silo.Admin };
        using var admin = new HttpClient { BaseAddress = silo.Admin };
        admin.DefaultRequestHeaders.Authorization = new("Bearer", ChatHost.AdminToken);
        var asked = silo.RunAsync(CancellationToken.None);

        Assert.Equal(("ok", "ready"), (await stranger.GetStringAsync("/healthz"), await stranger.GetStringAsync("/readyz")));
        Assert.Contains("dotnet_gc_heap_total_allocated_bytes_total", await admin.GetStringAsync("/metrics"), StringComparison.Ordinal);
        using var refused = await stranger.PostAsync("/admin/drain", null);
        using var metrics = await stranger.GetAsync("/metrics");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (refused.StatusCode, metrics.StatusCode));
        Assert.False(asked.IsCompleted);
        using var accepted = await admin.PostAsync("/admin/drain", null);

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        await asked.WaitAsync(WireSocket.Patience);
    }

    [Fact]
    public async Task What_a_silo_of_its_own_cannot_do_without_is_said_at_once()
    {
        var faults = await Assert.ThrowsAsync<UnusableSettingsException>(() => StartAsync(
            ("Chat:Cluster:Mode", "Client"), ("Chat:Cluster:GatewayPort", "0"), ("Chat:Admin:Url", "http://*:0")));

        Assert.Equal(
            ["Chat:Cluster:GatewayPort", "Chat:Cluster:Mode", "Chat:Security:Mode", "ConnectionStrings:Chat"],
            faults.Message.Split(Environment.NewLine).Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)])
                .Distinct().Order(StringComparer.Ordinal));
    }

    private static Task<SiloServer> StartAsync(params (string Key, string Value)[] settings)
    {
        var configuration = new Dictionary<string, string?>
        {
            ["Chat:Admin:Url"] = "http://127.0.0.1:0",
            ["Chat:Admin:Token"] = ChatHost.AdminToken,
            ["Chat:Security:Mode"] = "Development",
            ["Chat:Security:Key"] = "a-key-that-is-long-enough-for-everybody",
            ["Chat:Cluster:SiloPort"] = FixedPort.Take().ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        return SiloServer.StartAsync(
            new ConfigurationBuilder().AddInMemoryCollection(configuration).Build(), CancellationToken.None);
    }
}
