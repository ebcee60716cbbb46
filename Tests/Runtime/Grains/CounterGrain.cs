using System.Globalization;

namespace OrleansChat.Tests.Runtime.Grains;

internal sealed class CounterGrain(GrainJournal journal) : Grain, ICounterGrain
{
    private readonly string _activation = journal.NextActivation().ToString(CultureInfo.InvariantCulture);
    private int _total;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write($"counter {this.GetPrimaryKeyLong()} activated");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        journal.Write($"counter {this.GetPrimaryKeyLong()} deactivated {reason.ReasonCode}");
    }

    public Task<int> AddAsync(int amount) => Task.FromResult(_total += amount);

    public ValueTask<int> AddValueAsync(int amount) => ValueTask.FromResult(_total += amount);

    public async ValueTask TouchAsync()
    {
        await Task.Yield();
        _total++;
    }

    public async Task FailAsync(string text)
    {
        await Task.Yield();
        throw new InvalidOperationException(text);
    }

    public Task<int> FailAtOnceAsync(string text) => throw new InvalidOperationException(text);

    public async Task<int> FailLaterAsync(string text)
    {
        await Task.Delay(1);
        throw new InvalidOperationException(text);
    }

    public Task<string> ActivationAsync() => Task.FromResult(_activation);

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<int> AddAndLeaveAsync()
    {
        _total++;
        DeactivateOnIdle();
        await Task.Yield();
        return _total;
    }

    public Task KeepAsync(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public Task<string> KeyAsync() => Task.FromResult(this.GetGrainId().ToString());

    public Task SendAsync(int amount)
    {
        _total += amount;
        journal.Write($"sent {_total}");
        return Task.CompletedTask;
    }

    public Task SendFailureAsync() => throw new InvalidOperationException("nobody hears this");

    public async Task SendAndWaitAsync(int item)
    {
        journal.Write($"item {item}");
        await Task.Yield();
    }
}
