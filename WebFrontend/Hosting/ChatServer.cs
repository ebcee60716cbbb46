using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Settings;
using OrleansChat.Silo.Telemetry;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>The whole server in one process: database, grains, protocols, portal, admin calls.</summary>
/// <remarks>What <c>./run</c> runs, and what a test starts in process.</remarks>
public sealed class ChatServer : IAsyncDisposable
{
    private readonly ChatProcess _process;
    private readonly PrivatePostgres? _database;

    private ChatServer(ChatProcess process, PrivatePostgres? database, ChatOptions options)
    {
        _process = process;
        _database = database;
        Options = options;
    }

    /// <summary>The settings that it runs with.</summary>
    public ChatOptions Options { get; }

    /// <summary>Where it listens, in the order of <see cref="ChatOptions.Listeners"/>, with the ports that it really
    /// got.</summary>
    public IReadOnlyList<(ListenerOptions Listener, Uri Address)> Addresses { get; private set; } = [];

    /// <summary>Everything that is registered, for tests.</summary>
    public IServiceProvider Services => _process.Services;

    /// <summary>Starts it; it takes traffic when this returns.</summary>
    /// <exception cref="UnusableSettingsException">Settings cannot be used.</exception>
    public static async Task<ChatServer> StartAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        var options = new ChatOptionsReader(configuration).Read(ProtocolCatalog.All);
        using var startLog = LoggerFactory.Create(logging => ChatLogging.Configure(logging, configuration));
        var database = options.ConnectionString is null
            ? new PrivatePostgres(
                new PrivatePostgresOptions { DataFolder = options.Data }, startLog.CreateLogger<PrivatePostgres>())
            : null;
        ChatServer? server = null;
        try
        {
            var connection = options.ConnectionString ?? await database!.StartAsync(cancellation);
            var host = ChatHostBuilder.Build(configuration, options, connection);
            server = new ChatServer(new ChatProcess(host, options), database, options);
            await server.StartAsync(cancellation);
            return server;
        }
        catch
        {
            await (server?.DisposeAsync() ?? StopAsync(database));
            throw;
        }
    }

    /// <inheritdoc cref="ChatProcess.RunAsync"/>
    public Task RunAsync(CancellationToken cancellation) => _process.RunAsync(cancellation);

    /// <summary>Drains: readiness off, sockets closed with 1001, grains deactivated, the private database
    /// stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await StopAsync(_database);
    }

    private static async ValueTask StopAsync(PrivatePostgres? database)
    {
        if (database is not null)
        {
            await database.StopAsync(CancellationToken.None);
        }
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        await _process.StartAsync(cancellation);
        var bound = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Addresses = [.. Options.Listeners.Zip(bound, (listener, address) => (listener, Reachable(listener, address)))];
        if (Options.Mode is SecurityMode.Development && Options.HasDemoAccounts)
        {
            await DemoAccounts.EnsureAsync(Services.GetRequiredService<IClusterClient>(), cancellation);
        }

        _process.Open();
    }

    private static Uri Reachable(ListenerOptions listener, string bound)
    {
        var port = new Uri(bound.Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)).Port;
        var host = IPAddress.Any.Equals(listener.EndPoint.Address) ? IPAddress.Loopback : listener.EndPoint.Address;
        return new Uri($"http://{new IPEndPoint(host, port)}");
    }
}
