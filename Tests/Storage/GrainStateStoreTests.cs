using Orleans.Runtime;
using Orleans.Storage;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class GrainStateStoreTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private readonly IGrainStateStore _store = database.Get<IGrainStateStore>();

    [Fact]
    public async Task A_state_comes_back_with_the_version_that_the_write_answered()
    {
        var grain = GrainId.Create("user", "2A");

        var first = await _store.WriteAsync("user", grain, "{\"a\":1}"u8.ToArray(), null);
        var second = await _store.WriteAsync("user", grain, "{\"a\":2}"u8.ToArray(), first);

        var row = await _store.ReadAsync("user", grain, CancellationToken.None);
        Assert.Equal((1, 2), (first, second));
        Assert.Equal(2, row.Version);
        Assert.Equal("{\"a\":2}"u8.ToArray(), row.Payload);
    }

    [Fact]
    public async Task A_cleared_state_keeps_its_version_and_loses_its_payload()
    {
        var grain = GrainId.Create("user", "cleared");
        var version = await _store.WriteAsync("user", grain, "{}"u8.ToArray(), null);

        await _store.WriteAsync("user", grain, null, version);

        var row = await _store.ReadAsync("user", grain, CancellationToken.None);
        Assert.Equal(new GrainStateRow(null, 2), row);
    }

    [Fact]
    public async Task A_write_from_an_old_version_is_refused()
    {
        var grain = GrainId.Create("room", "7");
        var version = await _store.WriteAsync("room", grain, "{}"u8.ToArray(), null);
        await _store.WriteAsync("room", grain, "{\"n\":1}"u8.ToArray(), version);

        await Assert.ThrowsAsync<InconsistentStateException>(() => _store.WriteAsync("room", grain, "{}"u8.ToArray(), version));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _store.WriteAsync("room", grain, "{}"u8.ToArray(), null));
    }

    [Fact]
    public async Task Of_many_first_writes_at_once_exactly_one_is_taken()
    {
        var grain = GrainId.Create("room", "raced");

        var writes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                return await _store.WriteAsync("room", grain, "{}"u8.ToArray(), null);
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        Assert.Single(writes, version => version == 1);
    }
}
