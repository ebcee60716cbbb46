using Microsoft.Extensions.Logging;

namespace OrleansChat.Silo.Embedded;

/// <summary>One turn at a time: at any moment at most one thread owns the queue and runs its turns.</summary>
/// <remarks>
/// It is the synchronization context of those turns: what follows an <c>await</c> in a grain comes back here. The owner
/// is either a caller that found the activation free and runs the call on its own thread, or a thread of the pool that
/// drains <see cref="TurnsPerDrain"/> turns and queues up again behind other activations.
/// </remarks>
internal abstract class TurnQueue(ILogger logger) : SynchronizationContext, IThreadPoolWorkItem
{
    [ThreadStatic]
    private static Queue<Turn>? _spare;

    /// <summary>So many turns, then another activation gets the thread.</summary>
    private const int TurnsPerDrain = 64;

    // Null while nothing waits: most activations are idle most of the time, and a queue serves one after another.
    private Queue<Turn>? _ready;
    private bool _isOwned;

    /// <summary>Guards the queue and whatever the heir decides together with it. Held for a few instructions.</summary>
    private protected abstract object Gate { get; }

    private protected bool IsOwned => _isOwned;

    private protected int ReadyCount => _ready?.Count ?? 0;

    public override void Post(SendOrPostCallback d, object? state)
    {
        bool isMine;
        lock (Gate)
        {
            isMine = Enqueue(new Turn(d, state));
        }

        if (isMine)
        {
            Schedule();
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A turn cannot be waited for by blocking.");

    public override SynchronizationContext CreateCopy() => this;

    void IThreadPoolWorkItem.Execute()
    {
        SetSynchronizationContext(this);
        var flow = Flow.Empty();
        for (var left = TurnsPerDrain; left > 0; left--)
        {
            Turn turn;
            lock (Gate)
            {
                if (!TryTake(out turn))
                {
                    _isOwned = false;
                    SetSynchronizationContext(null);
                    return;
                }
            }

            Run(turn);
            SetSynchronizationContext(this);
            Flow.Restore(flow); // nothing of one request may be seen by the next
        }

        SetSynchronizationContext(null);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Starts a request, within a turn. Does not throw.</summary>
    private protected abstract void Start(Calls.Request request);

    /// <summary>Under the lock. True when the caller must <see cref="Schedule"/> after leaving it.</summary>
    private protected bool Enqueue(Turn turn)
    {
        (_ready ??= Take()).Enqueue(turn);
        return TryOwn();
    }

    /// <summary>Under the lock. True when nobody ran turns and now the caller does.</summary>
    private protected bool TryOwn()
    {
        if (_isOwned)
        {
            return false;
        }

        _isOwned = true;
        return true;
    }

    /// <summary>Under the lock, by the owner. True when it must hand the rest over with
    /// <see cref="Schedule"/>.</summary>
    private protected bool Release()
    {
        _isOwned = _ready is not null;
        return _isOwned;
    }

    private protected void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    private static Queue<Turn> Take()
    {
        var queue = _spare ?? new Queue<Turn>();
        _spare = null;
        return queue;
    }

    private bool TryTake(out Turn turn)
    {
        if (_ready is not { } ready)
        {
            turn = default;
            return false;
        }

        turn = ready.Dequeue();
        if (ready.Count == 0)
        {
            _ready = null;
            if (ready.Capacity <= TurnsPerDrain)
            {
                _spare = ready;
            }
        }

        return true;
    }

    private void Run(Turn turn)
    {
        if (turn.Callback is null)
        {
            Start((Calls.Request)turn.State!);
            return;
        }

        try
        {
            turn.Callback(turn.State);
        }
#pragma warning disable CA1031 // whatever an async void method of a grain throws must not end the process
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RuntimeLog.TurnFailed(logger, exception, ToString() ?? "");
        }
    }
}
