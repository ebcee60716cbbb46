using Orleans.Concurrency;

namespace OrleansChat.Tests.Runtime.Grains;

[Reentrant]
internal sealed class ReentrantGrain : Grain, IReentrantGrain
{
    private int _total;

    public async Task<int> BounceAsync(int times) => times == 0
        ? 0
        : 1 + await GrainFactory.GetGrain<IRelayGrain>(this.GetPrimaryKeyLong()).BounceAsync(times - 1);

    /// <summary>Requests interleave, turns do not: no increment between two awaits is lost.</summary>
    public async Task<int> CountUnsafelyAsync(int yields)
    {
        for (var left = yields; left > 0; left--)
        {
            var before = _total;
            Thread.SpinWait(20);
            _total = before + 1;
            await Task.Yield();
        }

        return _total;
    }

    public Task<int> TotalAsync() => Task.FromResult(_total);
}
