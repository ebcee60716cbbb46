using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansChat.Errors;

namespace OrleansChat.Presence;

/// <summary>Where a user is connected now. Memory only: leases of ninety seconds, renewed by the nodes every
/// thirty.</summary>
/// <remarks>Keyed by user id. May be lost with its node and is right again after the next renewal.</remarks>
[Alias("presence")]
public interface IPresenceGrain : IGrainWithIntegerKey
{
    /// <summary>At most this many sockets of one user are open at once. Source: security.md, connections.</summary>
    const int MaxConnections = 10;

    /// <summary>A socket of the user opened, or its lease is renewed.</summary>
    /// <param name="connection">Which and where.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RateLimited"/> above
    /// <see cref="MaxConnections"/>.</returns>
    [Alias("connect"), AlwaysInterleave]
    Task<ChatError> ConnectAsync(Connection connection, CancellationToken cancellation);

    /// <summary>A socket of the user closed.</summary>
    /// <param name="connectionId">Which.</param>
    /// <param name="cancellation">Stops the wait.</param>
    [Alias("disconnect"), AlwaysInterleave]
    Task DisconnectAsync(string connectionId, CancellationToken cancellation);

    /// <summary>The nodes that hold a socket of the user, each once.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    [Alias("nodes"), AlwaysInterleave]
    Task<ImmutableArray<string>> NodesAsync(CancellationToken cancellation);
}
