using Orleans.Runtime;

namespace OrleansChat.Tests.Runtime.Grains;

internal sealed class ClockGrain(GrainJournal journal) : Grain, IClockGrain
{
    private IGrainTimer? _timer;
    private int _ticks;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"clock {this.GetPrimaryKeyLong()} deactivated at {_ticks}");
        return Task.CompletedTask;
    }

    public Task StartAsync(TimeSpan due, TimeSpan period, bool interleave, bool fails)
    {
        _timer = this.RegisterGrainTimer(
            _ => TickAsync(fails),
            new GrainTimerCreationOptions { DueTime = due, Period = period, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartHoldingAsync(TimeSpan due, string gate, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            _ => HoldAsync(gate),
            new GrainTimerCreationOptions { DueTime = due, Period = TimeSpan.FromMinutes(5), Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    public Task<int> TicksAsync() => Task.FromResult(_ticks);

    public async Task<int> HoldAsync(string gate)
    {
        journal.Write($"in {gate}");
        await journal.GateAsync(gate);
        return _ticks;
    }

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <summary>Whether a tick ran while this request waited.</summary>
    public async Task<bool> WasInterruptedAsync()
    {
        var before = _ticks;
        for (var left = 1_000; left > 0; left--)
        {
            await Task.Yield();
        }

        return _ticks != before;
    }

    private Task TickAsync(bool fails)
    {
        _ticks++;
        journal.Write($"clock {this.GetPrimaryKeyLong()} tick {_ticks}");
        return fails ? throw new InvalidOperationException("a tick that fails") : Task.CompletedTask;
    }
}
