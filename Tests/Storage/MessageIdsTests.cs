using OrleansChat.Conversations;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class MessageIdsTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Ids_of_several_nodes_and_threads_are_unique_and_exact_as_doubles()
    {
        var nodes = new List<MessageIds>();
        for (var node = 0; node < 3; node++)
        {
            nodes.Add(await StartAsync(TimeProvider.System));
        }

        var ids = await Task.WhenAll(nodes.Concat(nodes).Select(node => Task.Run(() =>
            Enumerable.Range(0, 20_000).Select(_ => node.Next(0)).ToArray())));

        var all = ids.SelectMany(some => some).ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(ids, some => Assert.True(some.Zip(some.Skip(1)).All(pair => pair.First < pair.Second)));
        Assert.DoesNotContain(all, id => (long)(double)id != id);
    }

    [Fact]
    public async Task Ids_grow_when_the_clock_goes_back()
    {
        var clock = new SettableClock();
        var ids = await StartAsync(clock);
        var before = ids.Next(0);

        clock.Now -= TimeSpan.FromMinutes(5);

        Assert.True(ids.Next(0) > before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(4_194_303)]
    [InlineData(4_194_304 * 30L)]
    public async Task An_id_is_above_the_one_that_it_must_follow(long ahead)
    {
        var ids = await StartAsync(TimeProvider.System);
        var after = ids.Next(0) + ahead;

        Assert.True(ids.Next(after) > after);
    }

    [Fact]
    public async Task An_id_carries_the_time_of_its_making()
    {
        var clock = new SettableClock();
        var ids = await StartAsync(clock);

        var id = ids.Next(0);

        Assert.Equal(clock.Now.ToUnixTimeMilliseconds(), (id >> 22) + 1_420_041_600_000);
    }

    [Fact]
    public async Task Without_a_lease_or_after_its_end_no_id_is_given_out()
    {
        var clock = new SettableClock();
        var ids = await StartAsync(clock);
        var never = new MessageIds(new WorkerLease(database.Source, clock), clock);
        ids.Next(0);

        clock.Elapsed += TimeSpan.FromMinutes(10);

        Assert.Throws<LogUnavailableException>(() => never.Next(0));
        Assert.Throws<LogUnavailableException>(() => ids.Next(0));
    }

    [Fact]
    public async Task A_lost_lease_is_not_renewed_and_the_next_holder_starts_above_all_ids_given_out()
    {
        var clock = new SettableClock();
        var lease = new WorkerLease(database.Source, clock);
        await lease.AcquireAsync(0, CancellationToken.None);
        var ids = new MessageIds(lease, clock);
        var block = lease.Current!.Block;
        var last = ids.Next(ids.Next(0) + (60_000L << 22)); // a minute ahead of the clock
        await ExecuteAsync($"UPDATE worker_lease SET expires_at = now() WHERE block = {block}");

        var renewed = await lease.RenewAsync(ids.UsedMs, CancellationToken.None);
        var next = new WorkerLease(database.Source, clock);
        while (next.Current?.Block != block)
        {
            await next.AcquireAsync(0, CancellationToken.None);
        }

        Assert.False(renewed);
        Assert.Throws<LogUnavailableException>(() => ids.Next(0));
        Assert.True(new MessageIds(next, clock).Next(0) > last);
    }

    [Fact]
    public async Task Nodes_that_start_together_get_blocks_of_their_own_and_a_released_one_is_used_again()
    {
        var leases = Enumerable.Range(0, 8).Select(_ => new WorkerLease(database.Source, TimeProvider.System)).ToArray();
        await Task.WhenAll(leases.Select(lease => lease.AcquireAsync(0, CancellationToken.None)));
        var blocks = leases.Select(lease => lease.Current!.Block).ToArray();

        await leases[3].ReleaseAsync(0, CancellationToken.None);
        var next = new WorkerLease(database.Source, TimeProvider.System);
        await next.AcquireAsync(0, CancellationToken.None);

        Assert.Equal(8, blocks.Distinct().Count());
        Assert.DoesNotContain(next.Current!.Block, leases.Where(lease => lease.Current is not null).Select(lease => lease.Current!.Block));
        Assert.True(next.Current.Block <= blocks[3]);
    }

    private async Task<MessageIds> StartAsync(TimeProvider clock)
    {
        var lease = new WorkerLease(database.Source, clock);
        await lease.AcquireAsync(0, CancellationToken.None);
        return new MessageIds(lease, clock);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public TimeSpan Elapsed { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => (long)(Elapsed.TotalSeconds * TimestampFrequency);
    }
}
