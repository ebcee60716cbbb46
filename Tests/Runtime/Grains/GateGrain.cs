using System.Globalization;

namespace OrleansChat.Tests.Runtime.Grains;

internal sealed class GateGrain(GrainJournal journal) : Grain, IGateGrain
{
    private readonly List<int> _items = [];
    private int _count;
    private int _inside;

    public Task<string> HoldAsync(string gate) => WaitAsync(gate);

    public Task<string> ReadAsync(string gate) => WaitAsync(gate);

    public Task<string> PassAsync(string gate) => WaitAsync(gate);

    public Task<string> HoldBrieflyAsync(string gate) => WaitAsync(gate);

    public Task<int> CountAsync() => Task.FromResult(_count);

    public async Task<string> HoldWhileAsync(string gate, CancellationToken cancellation)
    {
        journal.Write($"in {gate}");
        await journal.GateAsync(gate);
        return cancellation.IsCancellationRequested ? "cancelled" : "alive";
    }

    public Task AppendAsync(int item)
    {
        _items.Add(item);
        return Task.CompletedTask;
    }

    public Task<string> ItemsAsync() =>
        Task.FromResult(string.Join(',', _items.Select(item => item.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Answers the largest number of requests that were in here between two awaits: one, if turns are
    /// requests.</summary>
    public async Task<int> SpinAsync(int yields)
    {
        var most = 0;
        _inside++;
        for (var left = yields; left > 0; left--)
        {
            most = Math.Max(most, _inside);
            await Task.Yield();
        }

        _inside--;
        return most;
    }

    private async Task<string> WaitAsync(string gate)
    {
        _count++;
        journal.Write($"in {gate}");
        await journal.GateAsync(gate);
        journal.Write($"out {gate}");
        return gate;
    }
}
