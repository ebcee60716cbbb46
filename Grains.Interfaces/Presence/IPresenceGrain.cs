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
    /// <remarks>A device that was connected through another node with the same session has left it without a word: the
    /// older socket is ended there.</remarks>
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

    /// <summary>As <see cref="NodesAsync"/>, for a conversation that means to remember the answer: it hears of a further
    /// node before a socket there is told that it is open.</summary>
    /// <param name="pair">Key of the <see cref="Friends.IFriendshipGrain"/> that asks.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The nodes, each once. True for as long as the conversation is not told otherwise, but for the loss of
    /// this grain's node.</returns>
    [Alias("watch"), AlwaysInterleave]
    Task<ImmutableArray<string>> WatchAsync(string pair, CancellationToken cancellation);
}
