namespace OrleansChat.Tests.Cluster;

/// <summary>What a process of the cluster holds.</summary>
internal enum NodeKind
{
    /// <summary>Grains and sockets.</summary>
    CoHosted,

    /// <summary>Grains alone.</summary>
    Silo,

    /// <summary>Sockets alone.</summary>
    Frontend,

    /// <summary>The embedded runtime of the plain build: a process that is no node of any cluster.</summary>
    Embedded,
}
