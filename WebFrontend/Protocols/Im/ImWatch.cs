using System.Collections.Concurrent;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What happens to this protocol's sockets by the clock: one timer for all of them.</summary>
internal sealed class ImWatch(
    ImResends resends, ImReservations reservations, TimeProvider clock, ILogger<ImWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<ImSession, byte> _open = new();
    private Task _resending = Task.CompletedTask;

    public void Add(ImSession session) => _open[session] = 0;

    public void Remove(ImSession session) => _open.TryRemove(session, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (session, _) in _open)
            {
                Watch(session);
            }

            reservations.Sweep();
            if (_resending.IsCompleted) // one that takes long holds up no deadlines
            {
                _resending = ResendAsync(stoppingToken);
            }
        }
    }

    private void Watch(ImSession session)
    {
        try
        {
            session.Watch();
        }
        catch (Exception fault) when (fault is ObjectDisposedException or AggregateException)
        {
            GatewayLog.UpkeepFault(logger, fault, FaultId.Next()); // one socket's end must not save the others
        }
    }

    private async Task ResendAsync(CancellationToken cancellation)
    {
        try
        {
            await resends.RoundAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            GatewayLog.UpkeepFault(logger, fault, FaultId.Next()); // the next round tries again
        }
    }
}
