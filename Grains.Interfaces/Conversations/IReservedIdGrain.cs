using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>Remembers for whom message ids are reserved; a share of all of them.</summary>
/// <remarks>Keyed by <see cref="ReservedIds.ShareOf"/>. In memory alone: with a lost node its reservations end, and then whoever
/// stores the message first has the id.</remarks>
[Alias("reserved-id")]
public interface IReservedIdGrain : IGrainWithIntegerKey
{
    /// <summary>Reserves an id for ten minutes.</summary>
    /// <param name="messageId">Fresh.</param>
    /// <param name="userId">For whom.</param>
    /// <param name="cancellation">Stops the wait.</param>
    [Alias("reserve")]
    Task ReserveAsync(long messageId, int userId, CancellationToken cancellation);

    /// <summary>Which of some ids a user may not use, because they are reserved for others.</summary>
    /// <param name="messageIds">Of this share.</param>
    /// <param name="userId">Who wants to use them.</param>
    /// <param name="cancellation">Stops the wait.</param>
    [Alias("refused")]
    Task<ImmutableArray<long>> RefusedAsync(
        ImmutableArray<long> messageIds, int userId, CancellationToken cancellation);
}
