using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansChat.Silo.Embedded.Calls;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded;

/// <summary>One grain in memory: which of its requests may run now, and its life from first call to
/// deactivation.</summary>
/// <remarks>
/// 1. <see cref="TryReceive"/> admits a request or puts it into the mailbox. 2. An admitted one starts as a turn: on
/// the caller's thread when the activation is free, else on the pool. 3. Its end (<see cref="Complete"/>, or at once)
/// admits waiting ones.
/// </remarks>
internal sealed class Activation : TurnQueue, IGrainContext
{
    /// <summary>Calls that run inside one another on one thread before the next goes to the pool.</summary>
    private const int MaxDepth = 16;

    /// <summary>Of so many calls run on the caller's thread one goes to the pool: a loop of calls lets others have
    /// the core.</summary>
    private const uint InlineStretch = 256;

    [ThreadStatic]
    private static int _depth;

    [ThreadStatic]
    private static uint _inlineCalls;

    private readonly Catalog _catalog;
    private readonly Admission _admission;
    private readonly GrainLife _life;
    private ActivationState _state;
    private long _keptUntil;
    private StrongBox<DeactivationReason>? _leaving;

    public Activation(Catalog catalog, GrainClass grainClass, string key)
        : base(catalog.Logger)
    {
        _catalog = catalog;
        _admission = new Admission(catalog, grainClass.IsReentrant);
        _life = new GrainLife(this);
        Class = grainClass;
        GrainId = new GrainId(grainClass.GrainType, new IdSpan(key));
    }

    public GrainClass Class { get; }

    public string Key => GrainId.Key.Value;

    public GrainId GrainId { get; }

    public IServiceProvider ActivationServices => _catalog.Services;

    public Catalog Catalog => _catalog;

    /// <summary>Requests begun so far.</summary>
    public long Calls => _admission.Begun;

    /// <summary>Why it ends; set before <see cref="ActivationState.Draining"/>.</summary>
    public DeactivationReason Leaving => _leaving?.Value ?? default;

    /// <summary>Completes when the activation is out of the catalog.</summary>
    public Task Ended => _life.Ended;

    // Nobody else's to lock, and there all the same.
    private protected override object Gate => _admission;

    public override string ToString() => GrainId.ToString();

    /// <summary>Takes a call in.</summary>
    /// <param name="request">The call.</param>
    /// <param name="answer">What the caller awaits.</param>
    /// <returns>False when the activation is gone; the catalog knows the next.</returns>
    public bool TryReceive(Request request, [NotNullWhen(true)] out Task? answer)
    {
        answer = null;
        var flow = Flow.Current(); // null: it was suppressed and could not be restored afterwards
        var mayInline = flow is not null && _depth < MaxDepth && !request.Contract.IsOneWay
            && ++_inlineCalls % InlineStretch != 0;
        var schedule = false;
        lock (Gate)
        {
            if (_state == ActivationState.Gone)
            {
                return false;
            }

            if (_state != ActivationState.Valid || !_admission.Admits(request.Contract))
            {
                mayInline = false;
                answer = _admission.TryWait(request) ? request.Promise : Refusal(request);
            }
            else if (mayInline && TryOwn())
            {
                _admission.Begin(request);
            }
            else
            {
                mayInline = false;
                answer = TryMakeReady(request, out schedule) ? request.Promise : Refusal(request);
            }
        }

        if (schedule)
        {
            Schedule();
        }

        answer ??= RunOnCaller(request, flow!);
        return true;
    }

    /// <summary>The request's task is finished. Within a turn.</summary>
    public void Complete(Request request, Task finished)
    {
        lock (Gate)
        {
            End(request);
        }

        Answer(request, finished);
    }

    /// <summary>Answers the callers that waited too long, and counts them; their requests, if begun, run on.</summary>
    public int TimeOut(long now)
    {
        if (_admission.EarliestDeadline > now)
        {
            return 0;
        }

        List<Request> late;
        lock (Gate)
        {
            late = _admission.TakeLate(now);
            foreach (var request in late)
            {
                request.Fail(new TimeoutException($"{request.Contract.Name} on {GrainId} did not answer in time."));
            }

            _admission.Purge();
        }

        return late.Count;
    }

    /// <summary>Whether nothing runs, waits or holds it, since that long.</summary>
    public bool IsIdle(long now, long ageMs)
    {
        lock (Gate)
        {
            return _state == ActivationState.Valid && _admission.Running == 0 && !IsOwned
                && now - _admission.LastUsed >= ageMs && now >= _keptUntil;
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool schedule;
        lock (Gate)
        {
            _leaving ??= new StrongBox<DeactivationReason>(deactivationReason);
            schedule = _state == ActivationState.Valid && Drain();
        }

        if (schedule)
        {
            Schedule();
        }
    }

    public void DelayDeactivation(TimeSpan timeSpan)
    {
        lock (Gate)
        {
            _keptUntil = timeSpan == Timeout.InfiniteTimeSpan ? long.MaxValue
                : timeSpan <= TimeSpan.Zero ? 0
                : _catalog.Now + (long)timeSpan.TotalMilliseconds;
        }
    }

    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
        _life.Timers.Register(this, callback, options, _catalog);

    /// <summary>Starts life: the grain is made in a turn of its own, off the caller's thread.</summary>
    public void Start() => Post(static state => ((Activation)state!)._life.Begin(), this);

    /// <summary>The grain is ready: waiting calls run. Within a turn.</summary>
    public void Open()
    {
        lock (Gate)
        {
            _state = ActivationState.Valid;
            if (_leaving is null)
            {
                Admit();
            }
            else
            {
                Drain();
            }
        }
    }

    /// <summary>Leaves the catalog. Those who wait go to a successor, or get the failure.</summary>
    public void Leave(Exception? failure)
    {
        List<Request> waiting;
        lock (Gate)
        {
            _state = ActivationState.Gone;
            waiting = _admission.TakeWaiting();
            if (failure is null && waiting.Count > 0)
            {
                var successor = new Activation(_catalog, Class, Key);
                waiting.ForEach(successor._admission.Inherit); // nobody else knows it yet
                Catalog.Replace(this, successor);
            }
            else
            {
                Catalog.Remove(this);
            }
        }

        if (failure is not null)
        {
            waiting.ForEach(request => Answer(request, request.Faulted(failure)));
        }
    }

    private protected override void Start(Request request)
    {
        var task = Invoke(request);
        if (task.IsCompleted)
        {
            Complete(request, task);
        }
        else
        {
            request.Await(this, task);
        }
    }

    private Task RunOnCaller(Request request, ExecutionContext flow)
    {
        var context = Current;
        SetSynchronizationContext(this);
        Flow.Restore(Flow.Empty());
        _depth++;
        var task = Invoke(request);
        _depth--;
        var isCompleted = task.IsCompleted;
        if (!isCompleted)
        {
            request.Await(this, task);
        }

        bool schedule;
        lock (Gate)
        {
            if (isCompleted)
            {
                End(request);
            }
            else
            {
                _admission.Track(request);
            }

            schedule = Release();
        }

        if (isCompleted)
        {
            Answer(request, task);
        }

        SetSynchronizationContext(context);
        Flow.Restore(flow);
        if (schedule)
        {
            Schedule();
        }

        return isCompleted ? task : request.Promise;
    }

    private Task Invoke(Request request)
    {
        try
        {
            if (request.Span is { } span)
            {
                Activity.Current = span;
            }

            return request.Invoke(_life.Grain!)
                ?? request.Faulted(new InvalidOperationException($"{request.Contract.Name} returned null, not a task."));
        }
#pragma warning disable CA1031 // the caller gets it; the grain stays usable
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return request.Faulted(exception);
        }
    }

    private void Answer(Request request, Task finished)
    {
        GrainTracing.End(request, finished);
        request.Settle(finished);
        if (!finished.IsFaulted)
        {
            return;
        }

        var fault = finished.Exception!.InnerException!;
        if (request.Contract.IsOneWay)
        {
            RuntimeLog.OneWayFailed(_catalog.Logger, fault, request.Contract.Name, GrainId);
        }

        if (fault is InconsistentStateException)
        {
            // What it remembers is not what is stored: the next activation reads again.
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, fault.Message));
        }
    }

    /// <summary>Under the lock.</summary>
    private bool TryMakeReady(Request request, out bool schedule)
    {
        schedule = false;
        if (ReadyCount >= _catalog.Options.MailboxCapacity)
        {
            return false;
        }

        _admission.Begin(request);
        _admission.Track(request);
        schedule = Enqueue(new Turn(null, request));
        return true;
    }

    private Task Refusal(Request request)
    {
        _catalog.Meter.CountRejected();
        var fault = request.Faulted(new LimitExceededException($"Too many calls wait for {GrainId}."));
        Answer(request, fault);
        return fault;
    }

    /// <summary>Under the lock, within a turn.</summary>
    private void End(Request request)
    {
        _admission.End(request);
        if (_state == ActivationState.Valid)
        {
            Admit();
        }
        else if (_state == ActivationState.Draining)
        {
            Drain();
        }
    }

    /// <summary>Under the lock, within a turn: what may run now becomes ready.</summary>
    private void Admit()
    {
        while (_admission.BeginNext() is { } next)
        {
            Enqueue(new Turn(null, next));
        }
    }

    /// <summary>Under the lock: ends the grain as soon as nothing runs. True when the caller must schedule.</summary>
    private bool Drain()
    {
        _state = ActivationState.Draining;
        if (_admission.Running > 0)
        {
            return false;
        }

        _state = ActivationState.Deactivating;
        return Enqueue(new Turn(static state => ((Activation)state!)._life.Finish(), this));
    }
}
