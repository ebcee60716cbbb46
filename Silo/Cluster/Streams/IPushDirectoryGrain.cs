using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Who subscribes to one stream. Memory only: leases that the subscribers renew.</summary>
/// <remarks>Keyed by the provider's name and the stream. May be lost with its silo and is right again after the next
/// renewal.</remarks>
[Alias("streams.push-directory")]
internal interface IPushDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Begins or renews a lease.</summary>
    [Alias("register"), AlwaysInterleave, ResponseTimeout("00:00:03")]
    Task<PushLease> RegisterAsync(IPushObserver observer, CancellationToken cancellation);

    /// <summary>Ends a lease.</summary>
    [Alias("unregister"), AlwaysInterleave, ResponseTimeout("00:00:03")]
    Task UnregisterAsync(IPushObserver observer, CancellationToken cancellation);

    /// <summary>Those who hold a lease.</summary>
    [Alias("find"), AlwaysInterleave, ResponseTimeout("00:00:03")]
    Task<ImmutableArray<IPushObserver>> FindAsync(CancellationToken cancellation);
}
