using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansChat.ChatRooms;

/// <summary>The ids of all chat rooms that were not deleted. One for the cluster: its key is
/// <see cref="Key"/>.</summary>
/// <remarks>It may name one that does not exist: its making failed half-way.</remarks>
[Alias("chat-room-directory")]
public interface IChatRoomDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>The key of the one that there is.</summary>
    const long Key = 0;

    /// <summary>Lists a chat room, once. Stored when it returns.</summary>
    /// <param name="chatRoomId">Which.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    [Alias("add")]
    Task AddAsync(long chatRoomId, CancellationToken cancellation);

    /// <summary>Takes a chat room off the list. Stored when it returns.</summary>
    /// <param name="chatRoomId">Which.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    [Alias("remove")]
    Task RemoveAsync(long chatRoomId, CancellationToken cancellation);

    /// <summary>All ids, in the order of their making.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    [Alias("list"), AlwaysInterleave]
    Task<ImmutableArray<long>> ListAsync(CancellationToken cancellation);
}
