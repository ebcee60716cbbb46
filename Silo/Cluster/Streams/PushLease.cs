using System.Collections.Immutable;
using Orleans.Runtime;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>The answer to a registration.</summary>
/// <param name="IsKnown">Whether the lease held already. False for a renewal: the directory was lost meanwhile, and
/// with it whatever was published to nobody.</param>
/// <param name="Silos">The active ones: a process without a silo learns here that one has left.</param>
[GenerateSerializer, Immutable, Alias("streams.push-lease")]
internal sealed record PushLease(
    [property: Id(0)] bool IsKnown,
    [property: Id(1)] ImmutableArray<SiloAddress> Silos);
