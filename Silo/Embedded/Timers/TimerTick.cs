using OrleansChat.Silo.Embedded.Calls;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded.Timers;

/// <summary>One tick, as a request: it waits for its turn like any other.</summary>
internal sealed class TimerTick : PlainRequest
{
    private readonly GrainTimer _timer;

    public TimerTick(GrainTimer timer, MethodContract contract, bool keepsAlive)
    {
        _timer = timer;
        Contract = contract;
        KeepsAlive = keepsAlive;
    }

    /// <summary>Whether it counts as use of the grain.</summary>
    public bool KeepsAlive { get; }

    public override Task Invoke(object grain) => _timer.RunAsync();

    public override void Settle(Task finished)
    {
        base.Settle(finished);
        _timer.Rearm();
    }
}
