namespace OrleansChat.Benchmarks.Micro;

internal sealed class TallyGrain : Grain, ITallyGrain
{
    private int _total;

    public Task<int> AddAsync(int amount) => Task.FromResult(_total += amount);

    public Task<int> AddInterleavedAsync(int amount) => Task.FromResult(_total += amount);

    public async Task<int> AddLaterAsync(int amount)
    {
        await Task.Yield();
        return _total += amount;
    }
}
