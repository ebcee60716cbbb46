using System.Diagnostics;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>One call: its arguments (fields of an emitted heir) and, once somebody has to wait, its promise.</summary>
internal abstract class Request
{
    private Activation? _activation;
    private Task? _running;
    private CancellationTokenRegistration _cancellation;

    public MethodContract Contract { get; set; } = null!;

    /// <summary>The call's span; null when nobody listens.</summary>
    public Activity? Span { get; set; }

    /// <summary>Milliseconds of the catalog's clock; at this time the caller gets a timeout.</summary>
    public long Deadline { get; set; }

    /// <summary>Neighbours among the calls that somebody waits for; owned by <see cref="OutstandingCalls"/>.</summary>
    public Request? Previous { get; set; }

    /// <inheritdoc cref="Previous"/>
    public Request? Next { get; set; }

    /// <summary>Place in the mailbox, where there are two queues.</summary>
    public long Arrival { get; set; }

    /// <summary>Whether the caller has its answer already: a timeout, or it stopped waiting.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>What the caller waits for; made when first asked for, before the request is visible to
    /// others.</summary>
    public abstract Task Promise { get; }

    /// <summary>The token among the arguments, if any.</summary>
    public virtual CancellationToken Cancellation => CancellationToken.None;

    /// <summary>Calls the method. Emitted.</summary>
    public abstract Task Invoke(object grain);

    /// <summary>A finished task of the method's own type.</summary>
    public abstract Task Faulted(Exception exception);

    /// <summary>Answers the caller with a finished task, unless it has an answer.</summary>
    public virtual void Settle(Task finished)
    {
        _cancellation.Dispose();
        TrySettle(finished);
    }

    /// <summary>Answers the caller with an exception, unless it has an answer.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Lets the caller stop waiting when its token says so. The method is not stopped: it has the token
    /// too.</summary>
    public void StopWaitingOnCancellation()
    {
        if (Cancellation.CanBeCanceled)
        {
            _cancellation = Cancellation.UnsafeRegister(static state => ((Request)state!).Cancel(), this);
        }
    }

    /// <summary>Comes back to the activation, in a turn, when the method's task is finished.</summary>
    /// <remarks>Called within a turn: the awaiter captures the activation as synchronization context.</remarks>
    public void Await(Activation activation, Task running)
    {
        _activation = activation;
        _running = running;
        running.GetAwaiter().UnsafeOnCompleted(Return);
    }

    protected abstract void TrySettle(Task finished);

    protected abstract void Cancel();

    private void Return() => _activation!.Complete(this, _running!);
}
