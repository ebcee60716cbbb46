using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansChat.Fanout;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Raises <see cref="LossSignal"/> in this process, whoever noticed that something may be missing.</summary>
/// <remarks>A silo that leaves may take along items that nobody else knows of. That is said when it begins to leave and
/// again when it is dead, each once, however many notice.</remarks>
internal sealed class ClusterWatch(LossSignal signal, TimeProvider clock, ILogger<ClusterWatch> logger)
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly HashSet<(SiloAddress Silo, bool IsDead)> _left = [];
    private HashSet<SiloAddress> _active = [];
    private DateTimeOffset _loggedAt = DateTimeOffset.MinValue;

    /// <summary>Something may be missing.</summary>
    public void Suspect(string reason)
    {
        if (IsTimeToLog())
        {
            PushStreamLog.Suspected(logger, reason);
        }

        signal.Suspect();
    }

    /// <summary>A silo takes no more part in the cluster.</summary>
    public void Left(SiloAddress silo, bool isDead)
    {
        lock (_gate)
        {
            if (!_left.Add((silo, isDead)))
            {
                return;
            }

            _left.Add((silo, false));
        }

        Suspect(isDead ? "a silo is dead" : "a silo leaves");
    }

    /// <summary>Compares the active silos with those of the time before.</summary>
    public void Compare(IEnumerable<SiloAddress> silos)
    {
        HashSet<SiloAddress> gone;
        lock (_gate)
        {
            gone = _active;
            _active = [.. silos];
            gone.ExceptWith(_active);
            _left.RemoveWhere(left => !left.IsDead && _active.Contains(left.Silo)); // was seen by one that lags behind
        }

        foreach (var silo in gone)
        {
            Left(silo, isDead: false);
        }
    }

    /// <summary>A full queue says it with every batch.</summary>
    private bool IsTimeToLog()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var isTime = now - _loggedAt >= LogInterval;
            _loggedAt = isTime ? now : _loggedAt;
            return isTime;
        }
    }
}
