using Orleans.Runtime;

namespace OrleansChat.Silo.Embedded.Timers;

/// <summary>The timers of one activation; they end with it.</summary>
internal sealed class GrainTimers
{
    private readonly HashSet<GrainTimer> _timers = [];
    private bool _isStopped;

    public IGrainTimer Register(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, Catalog catalog)
    {
        var timer = new GrainTimer(activation, callback, options, catalog.Clock, this);
        lock (_timers)
        {
            if (_isStopped)
            {
                throw new InvalidOperationException($"{activation} is ending and takes no more timers.");
            }

            _timers.Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (_timers)
        {
            _timers.Remove(timer);
        }
    }

    public void Stop()
    {
        GrainTimer[] all;
        lock (_timers)
        {
            _isStopped = true;
            all = [.. _timers];
        }

        Array.ForEach(all, static timer => timer.Dispose());
    }
}
