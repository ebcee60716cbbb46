using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Conversations;

/// <summary>Message ids that are given to clients beforehand.</summary>
public sealed class ReservedIdTests
{
    [Fact]
    public async Task An_id_is_its_owners_for_ten_minutes()
    {
        await using var cluster = await TestCluster.StartAsync();
        var ids = new[] { await ReserveAsync(cluster, 7), await ReserveAsync(cluster, 7), await ReserveAsync(cluster, 8) };

        Assert.Equal(3, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(id, (long)(double)id));
        await RefusesAsync(8, true, true, false);
        await RefusesAsync(7, false, false, true);
        await RefusesAsync(9, true, true, true);
        cluster.Clock.Move(Reservations.Length - TimeSpan.FromMilliseconds(1));
        await RefusesAsync(9, true, true, true);
        cluster.Clock.Move(TimeSpan.FromMilliseconds(1));
        await RefusesAsync(9, false, false, false);

        async Task RefusesAsync(int userId, params bool[] expected)
        {
            var refused = new List<long>();
            foreach (var share in ids.GroupBy(ReservedIds.ShareOf))
            {
                refused.AddRange(await cluster.Grains.GetGrain<IReservedIdGrain>(share.Key)
                    .RefusedAsync([.. share], userId, CancellationToken.None));
            }

            Assert.Equal(expected, ids.Select(refused.Contains));
        }
    }

    [Fact]
    public async Task Ids_that_nobody_reserved_are_free()
    {
        await using var cluster = await TestCluster.StartAsync();
        ImmutableArray<long> ids = [1, 42, long.MaxValue];

        foreach (var share in ids.GroupBy(ReservedIds.ShareOf))
        {
            Assert.Empty(await cluster.Grains.GetGrain<IReservedIdGrain>(share.Key)
                .RefusedAsync([.. share], 7, CancellationToken.None));
        }
    }

    [Fact]
    public void Of_more_than_may_be_reserved_the_oldest_are_free()
    {
        var now = new FakeClock().GetUtcNow();
        var reservations = new Reservations(capacity: 3);
        for (var id = 1L; id <= 5; id++)
        {
            reservations.Reserve(id, userId: 7, now);
            reservations.Reserve(id, userId: 8, now); // it is 7's
        }

        Assert.Equal(3, reservations.Count);
        Assert.Equal(
            [false, false, true, true, true], Enumerable.Range(1, 5).Select(id => reservations.IsRefused(id, 8, now)));
    }

    [Fact]
    public void What_is_over_is_let_go()
    {
        var now = new FakeClock().GetUtcNow();
        var reservations = new Reservations(capacity: 1_000);
        for (var minute = 0; minute < 60; minute++)
        {
            reservations.Reserve(minute, userId: 7, now.AddMinutes(minute));
        }

        Assert.Equal(10, reservations.Count);
    }

    private static async Task<long> ReserveAsync(TestCluster cluster, int userId)
    {
        var reply = await cluster.Grains.GetGrain<IMessageIdGrain>(userId).ReserveAsync(CancellationToken.None);
        Assert.True(reply.Ok);
        return reply.Value;
    }
}
