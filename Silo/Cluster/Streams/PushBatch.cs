using System.Collections.Immutable;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>What waited in a link when its turn came, in order.</summary>
/// <param name="Publisher">The link: random, new for each.</param>
/// <param name="Number">The place among the batches of this publisher, from 1 without gaps.</param>
/// <param name="HasMissed">Whether items before or after these were dropped by the publisher since he last said
/// so.</param>
/// <param name="Items">Empty when there is nothing to tell but <paramref name="HasMissed"/>.</param>
[GenerateSerializer, Immutable, Alias("streams.push-batch`1")]
internal sealed record PushBatch<T>(
    [property: Id(0)] Guid Publisher,
    [property: Id(1)] long Number,
    [property: Id(2)] bool HasMissed,
    [property: Id(3)] ImmutableArray<T> Items);
