using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OrleansChat.Hosting;
using OrleansChat.Silo.Settings;
using OrleansChat.Silo.Storage;
using OrleansChat.Silo.Telemetry;

namespace OrleansChat.Silo.Hosting;

/// <summary>One process of the product from its start to its orderly end, whatever it hosts.</summary>
public sealed class ChatProcess(IHost host, ProcessOptions options) : IAsyncDisposable
{
    private const string Starting = "starting";

    private bool _isStarted;

    /// <summary>Everything that is registered.</summary>
    public IServiceProvider Services => host.Services;

    private Readiness Readiness => Services.GetRequiredService<Readiness>();

    /// <summary>Makes the schema and starts everything; not ready before <see cref="Open"/>.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        Readiness.Block(Starting);
        _ = Services.GetRequiredService<PrometheusText>(); // counts from here on
        var source = Services.GetRequiredService<NpgsqlDataSource>();
        await DurabilityCheck.EnsureAsync(source, options.AllowsUnsafeDurability, cancellation);
        await Migrator.ApplyAsync(source, cancellation);
        await host.StartAsync(cancellation);
        _isStarted = true;
    }

    /// <summary>From here on it takes traffic.</summary>
    public void Open() => Readiness.Clear(Starting);

    /// <summary>Waits for SIGINT, SIGTERM or the drain call; <see cref="DisposeAsync"/> drains.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // Not WaitForShutdownAsync: that stops the host as well, and a silo cannot be stopped twice.
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        await using var registration = lifetime.ApplicationStopping.Register(asked.SetResult);
        await asked.Task.WaitAsync(cancellation);
    }

    /// <summary>Drains and stops everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isStarted) // a host that never started cannot be stopped
        {
            await host.StopAsync(CancellationToken.None);
        }

        if (host is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
    }
}
