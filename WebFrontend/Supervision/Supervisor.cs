using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Operations;
using OrleansChat.Silo.Security;
using OrleansChat.Silo.Settings;
using OrleansChat.Silo.Telemetry;
using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.WebFrontend.Supervision;

/// <summary>A cluster on this machine: one database, processes with grains, processes with sockets. What
/// <c>./run --silos N --frontends M</c> runs.</summary>
/// <remarks>Started in this order and stopped in the reverse one: grains work until the last socket is closed.</remarks>
internal sealed class Supervisor(IConfiguration configuration, TextWriter output, TimeProvider clock) : IDisposable
{
    private const int ExitCode = 143; // as a shell reports a process ended by SIGTERM
    private const int ConnectionsOfANode = 60;
    private const int ConnectionsOfOthers = 40;

    /// <summary>More than a node gives itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _starting = new();
    private ImmutableArray<NodeProcess> _silos = [];
    private ImmutableArray<NodeProcess> _frontends = [];

    /// <summary>Runs it until a signal comes; the exit code.</summary>
    /// <exception cref="UnusableSettingsException">Settings cannot be used.</exception>
    public async Task<int> RunAsync(ClusterSize size)
    {
        var settings = new SettingsReader(configuration);
        var options = new ChatOptionsReader(configuration).Read(ProtocolCatalog.All);
        var (silos, frontends) = ClusterPlan.Make(options, size, settings);
        settings.ThrowIfFaulty();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using var log = LoggerFactory.Create(logging => ChatLogging.Configure(logging, configuration));
        var database = options.ConnectionString is null ? Database(options, size, log) : null;
        var exitCode = 0;
        try
        {
            var connection = options.ConnectionString ?? await database!.StartAsync(_starting.Token);
            var shared = Shared(options, connection);
            _silos = [.. silos.Select(plan => new NodeProcess(plan, shared, output, clock))];
            _frontends = [.. frontends.Select(plan => new NodeProcess(plan, shared, output, clock))];
            await StartAsync();
            ClusterTable.Print(options, silos, frontends, output);
            await _asked.Task;
            await output.WriteLineAsync("draining: frontends, then silos");
        }
        catch (NodeEndedException ended)
        {
            await Console.Error.WriteLineAsync(ended.Message);
            exitCode = 1;
        }
        catch (OperationCanceledException) when (_starting.IsCancellationRequested)
        {
            await output.WriteLineAsync("stopping before everything was started");
        }

        await StopAsync(new DepartureOptions(options.DrainPause).Deadline + Grace);
        await (database?.StopAsync(CancellationToken.None) ?? Task.CompletedTask);
        return exitCode;
    }

    /// <inheritdoc/>
    public void Dispose() => _starting.Dispose();

    private void Ask(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (!_asked.TrySetResult())
        {
            foreach (var node in _frontends.Concat(_silos))
            {
                node.Kill();
            }

            Environment.Exit(ExitCode);
        }

        _starting.Cancel();
    }

    private async Task StartAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Task.WhenAll(_silos.Select(node => StartAsync(node, http)));
        await Task.WhenAll(_frontends.Select(node => StartAsync(node, http)));
    }

    /// <summary>Who cannot start stops the start of the others.</summary>
    private async Task StartAsync(NodeProcess node, HttpClient http)
    {
        try
        {
            await node.StartAsync(http, _starting.Token);
        }
        catch (NodeEndedException)
        {
            await _starting.CancelAsync();
            throw;
        }
    }

    private async Task StopAsync(TimeSpan deadline)
    {
        await Task.WhenAll(_frontends.Select(node => node.StopAsync(deadline)));
        await Task.WhenAll(_silos.Select(node => node.StopAsync(deadline)));
    }

    private static PrivatePostgres Database(ChatOptions options, ClusterSize size, ILoggerFactory log)
    {
        var connections = ConnectionsOfOthers + (ConnectionsOfANode * (size.Silos + size.Frontends));
        return new PrivatePostgres(
            new PrivatePostgresOptions
            {
                DataFolder = options.Data,
                Settings = ImmutableDictionary<string, string>.Empty.Add("max_connections", $"{connections}"),
            },
            log.CreateLogger<PrivatePostgres>());
    }

    /// <summary>What this process was told, and what it made up, for all of them.</summary>
    private Dictionary<string, string> Shared(ChatOptions options, string connection)
    {
        var shared = configuration.AsEnumerable()
            .Where(setting => setting.Value is not null && setting.Key.Contains(':', StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key, setting => setting.Value!, StringComparer.Ordinal);
        shared["ConnectionStrings:Chat"] = connection;
        shared["Chat:Data"] = options.Data;
        shared["Chat:Admin:Token"] = options.AdminToken;
        if (options.SecurityKey is null)
        {
            _ = ServerKey.FromFile(Path.Combine(options.Data, "keys", "server.key")); // made once, by one process
        }

        return shared;
    }
}
