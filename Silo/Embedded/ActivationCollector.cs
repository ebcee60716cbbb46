using Microsoft.Extensions.Hosting;

namespace OrleansChat.Silo.Embedded;

/// <summary>The runtime's clockwork: four times a second late calls are answered, once a quantum the idle are
/// retired.</summary>
internal sealed class ActivationCollector(Catalog catalog) : IHostedService, IDisposable
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMilliseconds(250);

    private ITimer? _timer;
    private long _nextCollection;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _nextCollection = (long)catalog.Options.CollectionQuantum.TotalMilliseconds;
        _timer = catalog.Clock.CreateTimer(static state => ((ActivationCollector)state!).Tick(), this, Sweep, Sweep);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await catalog.CloseAsync(cancellationToken); // late calls are still answered meanwhile
        Dispose();
    }

    public void Dispose() => _timer?.Dispose();

    private void Tick()
    {
        catalog.AdvanceClock();
        var now = catalog.Now;
        var late = catalog.Activations.Sum(activation => activation.TimeOut(now));
        if (late > 0)
        {
            catalog.Meter.CountTimeouts(late);
        }

        if (now >= _nextCollection)
        {
            _nextCollection = now + (long)catalog.Options.CollectionQuantum.TotalMilliseconds;
            Collect(now);
        }
    }

    private void Collect(long now)
    {
        var age = (long)catalog.Options.CollectionAge.TotalMilliseconds;
        foreach (var activation in catalog.Activations.Where(one => one.IsIdle(now, age)))
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nobody called it."));
        }
    }
}
