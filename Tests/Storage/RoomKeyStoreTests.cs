using System.Collections.Immutable;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class RoomKeyStoreTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private const int Kept = 1_000;
    private const int Anna = 710_001;
    private const int Bert = 710_002;

    private readonly IRoomKeyStore _store = database.Get<IRoomKeyStore>();

    [Fact]
    public async Task Keys_up_to_a_time_come_first_each_the_newest_first()
    {
        const long Room = 710_010;
        foreach (var id in new long[] { 10, 20, 30 })
        {
            await _store.SaveAsync([Key(Room, Anna, id), Key(Room, Bert, id)], CancellationToken.None);
        }

        Assert.Equal(30, await _store.LastAsync(Room, CancellationToken.None));
        Assert.Equal(0, await _store.LastAsync(Room + 1, CancellationToken.None));
        Assert.Equal([20, 10, 30], (await ListAsync(Anna, 20)).Select(key => key.KeyId));
        Assert.Equal(Key(Room, Anna, 20), (await ListAsync(Anna, 20))[0]);
        Assert.Equal([30], (await _store.ListAsync(Bert, long.MaxValue, 1, CancellationToken.None)).Select(key => key.KeyId));
    }

    [Fact]
    public async Task Of_one_room_the_newest_keys_are_kept()
    {
        const long Room = 710_020;
        const int Carl = 710_003;
        await _store.SaveAsync([Key(Room + 1, Carl, 1)], CancellationToken.None);
        for (var id = 1; id <= Kept + 2; id++)
        {
            await _store.SaveAsync([Key(Room, Carl, id)], CancellationToken.None);
        }

        var keys = await _store.ListAsync(Carl, long.MaxValue, 2 * Kept, CancellationToken.None);

        Assert.Equal(Enumerable.Range(3, Kept).Select(id => (long)id), Of(Room).Reverse());
        Assert.Equal([1L], Of(Room + 1));

        IEnumerable<long> Of(long room) => keys.Where(key => key.RoomId == room).Select(key => key.KeyId);
    }

    private static RoomKey Key(long room, int user, long id) => new(id, room, 5, user, id, "{}");

    private Task<ImmutableArray<RoomKey>> ListAsync(int user, long at) => _store.ListAsync(user, at, 10, CancellationToken.None);
}
