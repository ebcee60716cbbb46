using System.Collections.Immutable;
using Orleans.Placement;
using Orleans.Runtime;

namespace OrleansChat.Silo.Cluster.Streams;

/// <remarks>Placed with the first who asks: most often the subscriber, so that both are lost together.</remarks>
[GrainType("push-directory"), PreferLocalPlacement]
internal sealed class PushDirectoryGrain(PushStreamOptions options, ISiloStatusOracle cluster, TimeProvider clock)
    : Grain, IPushDirectoryGrain
{
    private readonly Dictionary<IPushObserver, long> _renewedAt = [];

    public Task<PushLease> RegisterAsync(IPushObserver observer, CancellationToken cancellation)
    {
        Expire();
        var isKnown = _renewedAt.ContainsKey(observer);
        _renewedAt[observer] = clock.GetTimestamp();
        ImmutableArray<SiloAddress> silos = [.. cluster.GetApproximateSiloStatuses(onlyActive: true).Keys];
        return Task.FromResult(new PushLease(isKnown, silos));
    }

    public Task UnregisterAsync(IPushObserver observer, CancellationToken cancellation)
    {
        _renewedAt.Remove(observer);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<IPushObserver>> FindAsync(CancellationToken cancellation)
    {
        Expire();
        return Task.FromResult<ImmutableArray<IPushObserver>>([.. _renewedAt.Keys]);
    }

    private void Expire()
    {
        foreach (var (observer, renewedAt) in _renewedAt)
        {
            if (clock.GetElapsedTime(renewedAt) > options.Lease)
            {
                _renewedAt.Remove(observer);
            }
        }
    }
}
