using OrleansChat.Tests.Runtime.Grains;

namespace OrleansChat.Tests.Runtime;

/// <summary>Calls, exceptions, order: what holds on every runtime.</summary>
public abstract class GrainRuntimeSpec : IAsyncLifetime
{
    protected IGrainHost Host { get; private set; } = null!;

    protected IGrainFactory Grains => Host.Grains;

    protected GrainJournal Journal => Host.Journal;

    public async Task InitializeAsync() => Host = await StartHostAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    protected abstract Task<IGrainHost> StartHostAsync();

    [Fact]
    public async Task A_first_call_activates_and_the_next_finds_the_same_activation()
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);

        var totals = new[] { await counter.AddAsync(2), await counter.AddAsync(3), await counter.AddValueAsync(4) };

        Assert.Equal([2, 5, 9], totals);
        Assert.Equal(1, Journal.Activations);
    }

    [Fact]
    public async Task A_put_state_is_there_after_a_new_activation()
    {
        var keeper = Grains.GetGrain<IKeeperGrain>("a");
        await keeper.PutAsync("x", 1, CancellationToken.None);
        await keeper.LeaveAsync();
        await Journal.UntilAsync("keeper a deactivated");

        Assert.Equal("x", Assert.Single(await keeper.NamesAsync()));
    }
}
