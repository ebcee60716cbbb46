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
    private readonly ChatServer _server;
    private readonly string _data;
    private readonly HttpClient _admin;
    private Task? _stopping;

    private ChatHost(ChatServer server, string data)
    {
        _server = server;
        _data = data;
        _admin = new HttpClient { BaseAddress = AdminUrl };
        _admin.DefaultRequestHeaders.Authorization = new("Bearer", AdminToken);
    }

    public static string AdminToken => "admin-token-of-the-tests";

    public Uri Chat33Url => Address("Chat33");

    public Uri AdminUrl => Address("Admin");

    public Uri PortalUrl => Address("Portal");

    public IServiceProvider Services => _server.Services;

    public IClusterClient Grains => Services.GetRequiredService<IClusterClient>();

    public HttpClient Admin => _admin;

    /// <summary>Starts a server; a setting given here wins over the tests' own.</summary>
    public static async Task<ChatHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("orleanschat-").FullName;
        var configuration = new Dictionary<string, string?>
        {
            ["Chat:Data"] = data,
            ["Chat:Portal:Url"] = "http://127.0.0.1:0",
            ["Chat:Admin:Url"] = "http://127.0.0.1:0",
            ["Chat:Admin:Token"] = AdminToken,
            ["Chat:Protocols:Chat33:Url"] = "http://127.0.0.1:0",
            ["Chat:Security:Mode"] = "Development",
            ["Chat:Cluster:SiloPort"] = "0",
            ["Chat:Cluster:GatewayPort"] = "0",
            ["Chat:DemoAccounts"] = "false",
            ["Chat:RateLimit:FramesPerSecond"] = "0",
            ["Chat:Sms:FixedCode"] = "123456",
        };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        if (!configuration.ContainsKey("ConnectionStrings:Chat"))
        {
            configuration["ConnectionStrings:Chat"] = await PostgresFixture.CreateDatabaseAsync();
        }

        var server = await ChatServer.StartAsync(
            new ConfigurationBuilder().AddInMemoryCollection(configuration).Build(), CancellationToken.None);
        return new ChatHost(server, data);
    }

    /// <summary>Makes a user through the admin calls.</summary>
    public async Task<(int UserId, string Token)> CreateUserAsync(string name, string role = "user")
    {
        using var answer = await _admin.PostAsJsonAsync("/admin/users", new { name, role });
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (body.GetProperty("userId").GetInt32(), body.GetProperty("token").GetString()!);
    }

    /// <summary>The delivery invariants D1 to D7; empty when they hold.</summary>
    public async Task<string[]> VerifyLogAsync()
    {
        var verdict = await _admin.GetFromJsonAsync<JsonElement>("/admin/log/verify");
        return [.. verdict.GetProperty("violations").EnumerateArray().Select(line => line.GetString()!)];
    }

    /// <summary>Completes when somebody asked the process to end.</summary>
    public Task AskedToStopAsync() => _server.RunAsync(CancellationToken.None);

    /// <summary>Stops the server as a signal does; its folder stays until the end.</summary>
    public Task StopAsync() => _stopping ??= _server.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await StopAsync();
        Directory.Delete(_data, recursive: true);
    }

    private Uri Address(string name) => _server.Addresses.First(each => each.Listener.Name == name).Address;
}
