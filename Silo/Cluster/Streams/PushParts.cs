using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>What every push stream of the process uses.</summary>
internal sealed record PushParts(
    IGrainFactory Grains,
    IGrainContextAccessor Context,
    PushStreamOptions Options,
    PushLeases Leases,
    ClusterWatch Watch,
    PushStreamMeter Meter,
    TimeProvider Clock,
    ILogger<PushStreamProvider> Logger)
{
    /// <summary>Whether the caller runs in the turn of a grain.</summary>
    public bool IsInGrain => Context.GrainContext?.GrainInstance is not null;
}
