using OrleansChat.Tests.Runtime.Grains;

namespace OrleansChat.Tests.Runtime;

/// <summary>Persistent state: what holds on every runtime.</summary>
public abstract class GrainStateSpec : RuntimeSpec
{
    [Fact]
    public async Task State_that_was_never_written_is_empty_and_has_no_version()
    {
        var keeper = Grains.GetGrain<IKeeperGrain>("a");

        Assert.Empty(await keeper.NamesAsync());
        Assert.False(await keeper.ExistsAsync());
        Assert.Null(await keeper.EtagAsync());
    }

    [Fact]
    public async Task Written_state_is_there_before_the_next_activation_begins()
    {
        var keeper = Grains.GetGrain<IKeeperGrain>("a");
        await keeper.PutAsync("群", 1, CancellationToken.None);
        await keeper.PutAsync("🙂", 2, CancellationToken.None);

        await keeper.LeaveAsync();
        await Journal.UntilAsync("keeper a deactivated");

        Assert.Equal("群,🙂", string.Join(',', await keeper.NamesAsync()));
        Assert.Equal(2, (await keeper.GetAsync())["🙂"]);
        Assert.True(await keeper.ExistsAsync());
        Assert.Contains("keeper a found 2", Journal.Lines);
    }

    [Fact]
    public async Task States_of_two_grains_do_not_meet()
    {
        await Grains.GetGrain<IKeeperGrain>("a").PutAsync("x", 1, CancellationToken.None);

        Assert.Empty(await Grains.GetGrain<IKeeperGrain>("b").NamesAsync());
    }

    [Fact]
    public async Task Each_write_has_a_version_of_its_own()
    {
        var keeper = Grains.GetGrain<IKeeperGrain>("a");

        await keeper.PutAsync("x", 1, CancellationToken.None);
        var first = await keeper.EtagAsync();
        await keeper.PutAsync("y", 1, CancellationToken.None);

        Assert.NotNull(first);
        Assert.NotEqual(first, await keeper.EtagAsync());
    }

    [Fact]
    public async Task Cleared_state_is_empty_also_after_a_new_activation()
    {
        var keeper = Grains.GetGrain<IKeeperGrain>("a");
        await keeper.PutAsync("x", 1, CancellationToken.None);

        await keeper.ClearAsync();
        var cleared = await keeper.NamesAsync();
        await keeper.LeaveAsync();
        await Journal.UntilAsync("keeper a deactivated");

        Assert.Empty(cleared);
        Assert.Empty(await keeper.NamesAsync());
    }

    [Fact]
    public async Task A_cleared_state_is_no_record_until_the_next_activation_finds_its_row()
    {
        var keeper = Grains.GetGrain<IKeeperGrain>("a");
        var before = await keeper.ExistsAsync();
        await keeper.PutAsync("x", 1, CancellationToken.None);
        await keeper.ClearAsync();
        var cleared = await keeper.ExistsAsync();
        await keeper.LeaveAsync();
        await Journal.UntilAsync("keeper a deactivated");

        Assert.Equal((false, false, true), (before, cleared, await keeper.ExistsAsync()));
    }

    [Fact]
    public async Task Cleared_state_can_be_written_again()
    {
        var keeper = Grains.GetGrain<IKeeperGrain>("a");
        await keeper.PutAsync("x", 1, CancellationToken.None);
        await keeper.ClearAsync();

        await keeper.PutAsync("y", 1, CancellationToken.None);

        Assert.Equal("y", Assert.Single(await keeper.NamesAsync()));
    }

    [Fact]
    public async Task A_stale_write_is_refused_and_the_grain_may_handle_that()
    {
        var keeper = Grains.GetGrain<IKeeperGrain>("a");
        await keeper.PutAsync("x", 1, CancellationToken.None);
        await Host.OverwriteAsync(keeper);

        Assert.Equal("refused", await keeper.TryPutAsync("y"));

        Assert.DoesNotContain("keeper a deactivated", Journal.Lines);
    }

    [Fact]
    public async Task A_stale_write_that_nobody_handles_ends_the_activation_and_the_next_reads_again()
    {
        var keeper = Grains.GetGrain<IKeeperGrain>("a");
        await keeper.PutAsync("x", 1, CancellationToken.None);
        await Host.OverwriteAsync(keeper);

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => keeper.PutAsync("y", 1, CancellationToken.None));

        Assert.Contains("InconsistentState", thrown.ToString(), StringComparison.Ordinal);
        await Journal.UntilAsync("keeper a deactivated");
        Assert.Equal("x", Assert.Single(await keeper.NamesAsync()));
        await keeper.PutAsync("z", 1, CancellationToken.None);
        Assert.Equal("x,z", string.Join(',', await keeper.NamesAsync()));
    }
}
