using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.Tests.Support;

/// <summary>The real server in this process: real PostgreSQL (a database of its own), real Kestrel, free
/// ports.</summary>
public sealed class ChatHost : IAsyncDisposable
{
    private readonly ImmutableArray<ChatServer> _nodes;
    private readonly string _data;
    private readonly HttpClient _admin;
    private Task? _stopping;
    private int _turn;

    private ChatHost(ImmutableArray<ChatServer> nodes, string data)
    {
        _nodes = nodes;
        _data = data;
        _admin = new HttpClient { BaseAddress = AdminUrl };
        _admin.DefaultRequestHeaders.Authorization = new("Bearer", AdminToken);
    }

    public static string AdminToken => "admin-token-of-the-tests";

    /// <summary>Of one node after the other, where there are several: those who meet come by different
    /// doors.</summary>
    public Uri Chat33Url => Address(NextNode(), "Chat33");

    public Uri AdminUrl => Address(First, "Admin");

    public Uri PortalUrl => Address(First, "Portal");

    public IServiceProvider Services => First.Services;

    public IClusterClient Grains => Services.GetRequiredService<IClusterClient>();

    public HttpClient Admin => _admin;

    private ChatServer First => _nodes[0];

    /// <summary>Starts a server; a setting given here wins over the tests' own.</summary>
    public static Task<ChatHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(1, settings);

    /// <summary>Starts some nodes over one database.</summary>
    public static async Task<ChatHost> StartAsync(int nodes, params (string Key, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("orleanschat-").FullName;
        var configuration = new Dictionary<string, string?>
        {
            ["Chat:Data"] = data,
            ["Chat:Portal:Url"] = "http://127.0.0.1:0",
            ["Chat:Admin:Url"] = "http://127.0.0.1:0",
            ["Chat:Admin:Token"] = AdminToken,
            ["Chat:Security:Mode"] = "Development",
            ["Chat:Cluster:GatewayPort"] = "0",
            ["Chat:DemoAccounts"] = "false",
            ["Chat:RateLimit:FramesPerSecond"] = "0",
            ["Chat:Sms:FixedCode"] = "123456",
        };
        foreach (var (key, value) in FreeListeners.Settings().Concat(settings))
        {
            configuration[key] = value;
        }

        if (!configuration.ContainsKey("ConnectionStrings:Chat"))
        {
            configuration["ConnectionStrings:Chat"] = await PostgresFixture.CreateDatabaseAsync();
        }

        var servers = ImmutableArray.CreateBuilder<ChatServer>();
        while (servers.Count < nodes)
        {
            configuration["Chat:Cluster:SiloPort"] = FixedPort.Take().ToString(CultureInfo.InvariantCulture);
            servers.Add(await ChatServer.StartAsync(
                new ConfigurationBuilder().AddInMemoryCollection(configuration).Build(), CancellationToken.None));
        }

        return new ChatHost(servers.ToImmutable(), data);
    }

    /// <summary>A listener of a protocol, of one node after the other.</summary>
    public Uri UrlOf(string protocol, string setting = "Url") => Address(NextNode(), protocol, setting);

    /// <summary>Makes a user through the admin calls.</summary>
    public async Task<(int UserId, string Token)> CreateUserAsync(string name, string role = "user")
    {
        using var answer = await _admin.PostAsJsonAsync("/admin/users", new { name, role });
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (body.GetProperty("userId").GetInt32(), body.GetProperty("token").GetString()!);
    }

    /// <summary>A further session of a user, through the admin calls.</summary>
    public async Task<string> CreateTokenAsync(int userId)
    {
        using var answer = await _admin.PostAsJsonAsync("/admin/tokens", new { userId });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    /// <summary>The delivery invariants D1 to D7; empty when they hold.</summary>
    public async Task<string[]> VerifyLogAsync()
    {
        var verdict = await _admin.GetFromJsonAsync<JsonElement>("/admin/log/verify");
        return [.. verdict.GetProperty("violations").EnumerateArray().Select(line => line.GetString()!)];
    }

    /// <summary>Completes when somebody asked the process to end.</summary>
    public Task AskedToStopAsync() => First.RunAsync(CancellationToken.None);

    /// <summary>Stops its nodes one by one as a signal does; its folder stays until the end.</summary>
    public Task StopAsync() => _stopping ??= StopNodesAsync();

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await StopAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task StopNodesAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private ChatServer NextNode() => _nodes[Interlocked.Increment(ref _turn) % _nodes.Length];

    private static Uri Address(ChatServer node, string name, string setting = "Url") =>
        node.Addresses.First(each => each.Listener.Name == name && each.Listener.Setting == setting).Address;
}
