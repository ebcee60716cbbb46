namespace OrleansChat.Tests.Cluster;

/// <summary>Tests of whole clusters need the machine for themselves: one after the other, and nothing beside
/// them.</summary>
[CollectionDefinition(nameof(ClusterTests), DisableParallelization = true)]
public sealed class ClusterTests;
