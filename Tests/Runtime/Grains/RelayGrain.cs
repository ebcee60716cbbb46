namespace OrleansChat.Tests.Runtime.Grains;

internal sealed class RelayGrain : Grain, IRelayGrain
{
    private static readonly AsyncLocal<string?> Ambient = new();

    public async Task<int> BounceAsync(int times) => times == 0
        ? 0
        : 1 + await GrainFactory.GetGrain<IReentrantGrain>(this.GetPrimaryKeyLong() + 0).BounceAsync(times - 1);

    public async Task<int> CycleAsync(long other) => other == 0
        ? await GrainFactory.GetGrain<IRelayGrain>(1).BackAsync()
        : await GrainFactory.GetGrain<IRelayGrain>(other).CycleAsync(0);

    public Task<int> BackAsync() => Task.FromResult(1);

    public async Task<int> ChainAsync(int length) => length == 0
        ? 0
        : 1 + await GrainFactory.GetGrain<IRelayGrain>(this.GetPrimaryKeyLong() + 1).ChainAsync(length - 1);

    /// <summary>Answers what an earlier request left in an async local, and leaves this.</summary>
    public Task<string> AmbientAsync(string? value)
    {
        var found = Ambient.Value ?? "nothing";
        Ambient.Value = value;
        return Task.FromResult(found);
    }

    public async Task<int> CallManyAsync(long counter, int calls)
    {
        var target = GrainFactory.GetGrain<ICounterGrain>(counter);
        var total = 0;
        for (var left = calls; left > 0; left--)
        {
            total = await target.AddAsync(1);
        }

        return total;
    }

    public async Task<string> AskFailureAsync(long counter)
    {
        try
        {
            await GrainFactory.GetGrain<ICounterGrain>(counter).FailAtOnceAsync("heard");
            return "nothing";
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Whether what follows a call runs where what precedes it ran.</summary>
    public async Task<bool> KeepsItsContextAsync(long counter)
    {
        var (context, scheduler) = (SynchronizationContext.Current, TaskScheduler.Current);
        await GrainFactory.GetGrain<ICounterGrain>(counter).AddAsync(1);
        var afterFast = ReferenceEquals(context, SynchronizationContext.Current) && scheduler == TaskScheduler.Current;
        await GrainFactory.GetGrain<ICounterGrain>(counter).TouchAsync();
        return afterFast && ReferenceEquals(context, SynchronizationContext.Current) && scheduler == TaskScheduler.Current;
    }
}
