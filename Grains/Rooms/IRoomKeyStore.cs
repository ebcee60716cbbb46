using System.Collections.Immutable;

namespace OrleansChat.Rooms;

/// <summary>Keys of rooms that wait for the users whom they are for.</summary>
public interface IRoomKeyStore
{
    /// <summary>The newest <see cref="RoomKey.KeyId"/> of a room, or 0.</summary>
    Task<long> LastAsync(long roomId, CancellationToken cancellation);

    /// <summary>Stores the keys of one room. Of each user and room the newest 1,000 are kept.</summary>
    Task SaveAsync(ImmutableArray<RoomKey> keys, CancellationToken cancellation);

    /// <summary>Keys for a user, at most <paramref name="limit"/>: first those of a time and before it, then those after
    /// it, each the newest first.</summary>
    Task<ImmutableArray<RoomKey>> ListAsync(int userId, long atUnixMs, int limit, CancellationToken cancellation);
}
