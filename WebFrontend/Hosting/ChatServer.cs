using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;
using OrleansChat.Hosting;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Storage;
using OrleansChat.Silo.Telemetry;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>The whole server in one process: database, grains, protocols, portal, admin calls.</summary>
/// <remarks>What <c>./run</c> runs, and what a test starts in process.</remarks>
public sealed class ChatServer : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly PrivatePostgres? _database;
    private bool _isStarted;

    private ChatServer(IHost host, PrivatePostgres? database, ChatOptions options)
    {
        _host = host;
        _database = database;
        Options = options;
    }

    /// <summary>The settings that it runs with.</summary>
    public ChatOptions Options { get; }

    /// <summary>Where it listens, in the order of <see cref="ChatOptions.Listeners"/>, with the ports that it really
    /// got.</summary>
    public IReadOnlyList<(ListenerOptions Listener, Uri Address)> Addresses { get; private set; } = [];

    /// <summary>Everything that is registered, for tests.</summary>
    public IServiceProvider Services => _host.Services;

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
            server = new ChatServer(host, database, options);
            await server.StartAsync(cancellation);
            return server;
        }
        catch
        {
            await (server?.DisposeAsync() ?? StopAsync(database));
            throw;
        }
    }

    /// <summary>Waits for SIGINT or SIGTERM; <see cref="DisposeAsync"/> drains.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // Not WaitForShutdownAsync: that stops the host as well, and a silo cannot be stopped twice.
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lifetime = _host.Services.GetRequiredService<IHostApplicationLifetime>();
        await using var registration = lifetime.ApplicationStopping.Register(asked.SetResult);
        await asked.Task.WaitAsync(cancellation);
    }

    /// <summary>Drains: readiness off, sockets closed with 1001, grains deactivated, the private database
    /// stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isStarted) // a host that never started cannot be stopped
        {
            await _host.StopAsync(CancellationToken.None);
        }

        if (_host is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }

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
        var readiness = _host.Services.GetRequiredService<Readiness>();
        readiness.Block("starting");
        _ = _host.Services.GetRequiredService<PrometheusText>(); // counts from here on
        var source = _host.Services.GetRequiredService<NpgsqlDataSource>();
        await DurabilityCheck.EnsureAsync(source, Options.AllowsUnsafeDurability, cancellation);
        await Migrator.ApplyAsync(source, cancellation);
        await _host.StartAsync(cancellation);
        _isStarted = true;
        var bound = _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Addresses = [.. Options.Listeners.Zip(bound, (listener, address) => (listener, Reachable(listener, address)))];
        if (Options.Mode is SecurityMode.Development && Options.HasDemoAccounts)
        {
            await DemoAccounts.EnsureAsync(_host.Services.GetRequiredService<IClusterClient>(), cancellation);
        }

        readiness.Clear("starting");
    }

    private static Uri Reachable(ListenerOptions listener, string bound)
    {
        var port = new Uri(bound.Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)).Port;
        var host = IPAddress.Any.Equals(listener.EndPoint.Address) ? IPAddress.Loopback : listener.EndPoint.Address;
        return new Uri($"http://{new IPEndPoint(host, port)}");
    }
}
