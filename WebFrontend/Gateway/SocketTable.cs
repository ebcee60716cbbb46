using System.Collections.Concurrent;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>All open sockets of this node, and the watch over their deadlines: one timer for all of them.</summary>
public sealed class SocketTable(TimeProvider clock, ILogger<SocketTable> logger) : BackgroundService
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<SocketSession, byte> _open = new();
    private int _count;

    /// <summary>How many are open.</summary>
    public int Count => Volatile.Read(ref _count);

    internal IEnumerable<SocketSession> Open => _open.Keys;

    internal void Add(SocketSession session)
    {
        _open[session] = 0;
        Interlocked.Increment(ref _count);
        session.Traffic.Opened();
    }

    internal void Remove(SocketSession session)
    {
        if (_open.TryRemove(session, out _))
        {
            Interlocked.Decrement(ref _count);
            session.Traffic.Closed();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WatchInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (session, _) in _open)
            {
                try
                {
                    session.Watch();
                }
                catch (Exception fault) when (fault is ObjectDisposedException or AggregateException)
                {
                    // a socket that cannot be ended must not save the others
                    GatewayLog.UpkeepFault(logger, fault, FaultId.Next());
                }
            }
        }
    }
}
