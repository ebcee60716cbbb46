using System.Collections.Immutable;
using OrleansChat.Rooms;

namespace OrleansChat.Tests.Support;

/// <summary>Keys of rooms in memory.</summary>
internal sealed class MemoryRoomKeyStore : IRoomKeyStore
{
    private readonly List<RoomKey> _keys = [];

    public Task<long> LastAsync(long roomId, CancellationToken cancellation) => Task.FromResult(
        _keys.Where(key => key.RoomId == roomId).Select(key => key.KeyId).DefaultIfEmpty().Max());

    public Task SaveAsync(ImmutableArray<RoomKey> keys, CancellationToken cancellation)
    {
        _keys.AddRange(keys);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<RoomKey>> ListAsync(
        int userId, long atUnixMs, int limit, CancellationToken cancellation) => Task.FromResult(
            _keys.Where(key => key.UserId == userId)
                .OrderByDescending(key => key.KeyId <= atUnixMs)
                .ThenByDescending(key => key.KeyId)
                .ThenBy(key => key.RoomId)
                .Take(limit)
                .ToImmutableArray());
}
