using Orleans.Runtime;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded.Timers;

/// <summary>A timer of a grain. A tick is a request to the grain; the period counts from the end of a tick.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly MethodContract Exclusive =
        new("timer", Interleaving.Never, IsOneWay: true, ResponseTimeout: null);

    private static readonly MethodContract Interleaved = Exclusive with { Interleaving = Interleaving.Always };

    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimers _owner;
    private readonly ITimer _clock;
    private readonly CancellationTokenSource _stopped = new();
    private readonly bool _interleaves;
    private readonly bool _keepsAlive;
    private TimeSpan _period;
    private int _isTicking;

    public GrainTimer(
        Activation activation,
        Func<CancellationToken, Task> callback,
        GrainTimerCreationOptions options,
        TimeProvider clock,
        GrainTimers owner)
    {
        _activation = activation;
        _callback = callback;
        _owner = owner;
        _interleaves = options.Interleave;
        _keepsAlive = options.KeepAlive;
        using (ExecutionContext.SuppressFlow()) // ticks belong to no request
        {
            _clock = clock.CreateTimer(
                static state => ((GrainTimer)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        _clock.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (!_stopped.IsCancellationRequested)
        {
            _clock.Dispose();
            _stopped.Cancel();
            _owner.Forget(this);
        }
    }

    public Task RunAsync() => _stopped.IsCancellationRequested ? Task.CompletedTask : _callback(_stopped.Token);

    /// <summary>A tick has ended: the next is due after the period, unless <see cref="Change"/> said something
    /// else.</summary>
    public void Rearm()
    {
        Volatile.Write(ref _isTicking, 0);
        if (!_stopped.IsCancellationRequested && _period > TimeSpan.Zero)
        {
            _clock.Change(_period, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tick()
    {
        if (Interlocked.Exchange(ref _isTicking, 1) == 0)
        {
            var contract = _interleaves ? Interleaved : Exclusive;
            _activation.TryReceive(new TimerTick(this, contract, _keepsAlive), out _);
        }
    }
}
