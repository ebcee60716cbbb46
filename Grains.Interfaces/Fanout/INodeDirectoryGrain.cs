using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansChat.Fanout;

/// <summary>All nodes that hold sockets, for what everybody on line is told. Memory only: leases of ninety seconds,
/// renewed by the nodes every thirty.</summary>
/// <remarks>One for the cluster: its key is <see cref="Key"/>. May be lost with its node and is right again after the
/// next renewal.</remarks>
[Alias("node-directory")]
public interface INodeDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>The key of the one that there is.</summary>
    const long Key = 0;

    /// <summary>A node is there, before its first socket and for as long as it lives.</summary>
    /// <param name="node">The node's stream key.</param>
    /// <param name="cancellation">Stops the wait.</param>
    [Alias("lease"), AlwaysInterleave]
    Task LeaseAsync(string node, CancellationToken cancellation);

    /// <summary>The nodes, each once.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    [Alias("list"), AlwaysInterleave]
    Task<ImmutableArray<string>> ListAsync(CancellationToken cancellation);
}
