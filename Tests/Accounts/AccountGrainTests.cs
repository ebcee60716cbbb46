using Orleans.Runtime;
using OrleansChat.Accounts;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Accounts;

public sealed class AccountGrainTests
{
    [Fact]
    public async Task Numbers_never_repeat_after_a_crash()
    {
        await using var before = await TestCluster.StartAsync();
        var given = new List<long>();
        for (var i = 0; i < 150; i++)
        {
            given.Add(await Numbers(before).NextAsync(CancellationToken.None));
        }

        await using var after = await before.CrashAsync();
        given.Add(await Numbers(after).NextAsync(CancellationToken.None));

        Assert.Equal(1_001, given[0]);
        Assert.Equal(given, given.Order().Distinct());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_number_is_given_out_that_was_not_reserved(bool failsAfterStoring)
    {
        await using var before = await TestCluster.StartAsync();
        before.States.FailingState = "id-generator";
        before.States.FailsAfterStoring = failsAfterStoring;
        await Assert.ThrowsAnyAsync<OrleansException>(() => Numbers(before).NextAsync(CancellationToken.None));
        before.States.FailingState = null;
        var first = await Numbers(before).NextAsync(CancellationToken.None);

        await using var after = await before.CrashAsync();
        var second = await Numbers(after).NextAsync(CancellationToken.None);

        Assert.True(second > first, $"{first} was given out twice: {second} came after it.");
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_one_wins_and_all_agree()
    {
        await using var cluster = await TestCluster.StartAsync();

        var holders = await Task.WhenAll(Enumerable.Range(1, 50).Select(id => Task.Run(() =>
            cluster.Grains.GetGrain<ILookupGrain>("phone:1").ClaimAsync(id, CancellationToken.None))));

        Assert.Single(holders.Distinct());
        await using var after = await cluster.CrashAsync();
        Assert.Equal(holders[0], await after.Grains.GetGrain<ILookupGrain>("phone:1").FindAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_claim_that_was_not_stored_is_nobodys()
    {
        await using var cluster = await TestCluster.StartAsync();
        var entry = cluster.Grains.GetGrain<ILookupGrain>("phone:1");
        cluster.States.FailingState = "lookup";
        await Assert.ThrowsAnyAsync<OrleansException>(() => entry.ClaimAsync(1, CancellationToken.None));
        cluster.States.FailingState = null;

        Assert.Equal(0, await entry.FindAsync(CancellationToken.None));
        Assert.Equal(2, await entry.ClaimAsync(2, CancellationToken.None));
    }

    private static IIdGeneratorGrain Numbers(TestCluster cluster) => cluster.Grains.GetGrain<IIdGeneratorGrain>("user");
}
