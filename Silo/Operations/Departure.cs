using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using OrleansChat.Hosting;

namespace OrleansChat.Silo.Operations;

/// <summary>How a process begins to stop: it tells the load balancers, gives them time to hear it, then takes nothing
/// new. A second signal ends it at once.</summary>
/// <remarks>Registered last, so that it comes before everything else that stops.</remarks>
public sealed class Departure(Readiness readiness, DepartureOptions options, TimeProvider clock)
    : IHostedLifecycleService, IDisposable
{
    private const int ExitCode = 143; // as a shell reports a process ended by SIGTERM

    private readonly List<PosixSignalRegistration> _signals = [];
    private int _seen;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGINT])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, _ =>
            {
                if (Interlocked.Increment(ref _seen) > 1)
                {
                    Environment.Exit(ExitCode);
                }
            }));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Announce(Readiness.Draining);
        await Task.Delay(options.Pause, clock, cancellationToken);
        readiness.Block(Readiness.Draining);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _signals.ForEach(signal => signal.Dispose());
}
