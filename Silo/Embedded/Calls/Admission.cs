using OrleansChat.Silo.Embedded.Model;
using OrleansChat.Silo.Embedded.Timers;

namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>Which requests of one activation run, which wait, and who is waited for. Guarded by the activation's
/// lock.</summary>
internal sealed class Admission(Catalog catalog, bool isReentrant)
{
    private const int KeptRoom = 64;

    [ThreadStatic]
    private static Mailbox? _spare;

    // Null while nobody waits, as for most activations most of the time: a mailbox serves one after another.
    private Mailbox? _mailbox;
    private OutstandingCalls _outstanding = new();
    private int _writers;
    private int _readers;

    /// <summary>Requests in progress, interleaving ones included.</summary>
    public int Running { get; private set; }

    /// <summary>Requests begun so far.</summary>
    public long Begun { get; private set; }

    /// <summary>When the last began, in milliseconds of the catalog's clock.</summary>
    public long LastUsed { get; private set; } = catalog.Now;

    /// <summary>Readable without the lock.</summary>
    public long EarliestDeadline => _outstanding.EarliestDeadline;

    public bool Admits(MethodContract contract) => InterleavingOf(contract) switch
    {
        Interleaving.Always => true,
        Interleaving.ReadOnly => _writers == 0 && (_readers == 0 || _mailbox is not { LetsReaderPass: false }),
        _ => _writers == 0 && _readers == 0,
    };

    public void Begin(Request request)
    {
        Running++;
        Begun++;
        LastUsed = request is TimerTick { KeepsAlive: false } ? LastUsed : catalog.Now;
        switch (InterleavingOf(request.Contract))
        {
            case Interleaving.Never:
                _writers++;
                break;
            case Interleaving.ReadOnly:
                _readers++;
                _mailbox?.CountOvertake();
                break;
        }
    }

    public void End(Request request)
    {
        _outstanding.Remove(request);
        Running--;
        switch (InterleavingOf(request.Contract))
        {
            case Interleaving.Never:
                _writers--;
                break;
            case Interleaving.ReadOnly:
                _readers--;
                break;
        }
    }

    /// <summary>Puts a request into the mailbox; false when that is full. A tick is always taken: there is one per
    /// timer.</summary>
    public bool TryWait(Request request)
    {
        if (_mailbox?.Count >= catalog.Options.MailboxCapacity && request is not TimerTick)
        {
            return false;
        }

        Add(request);
        Track(request);
        return true;
    }

    /// <summary>Takes over a request that waited for a predecessor: it keeps its deadline.</summary>
    public void Inherit(Request request)
    {
        Add(request);
        if (!request.Contract.IsOneWay)
        {
            _outstanding.Add(request);
        }
    }

    /// <summary>Somebody waits for it: it gets a promise, a deadline and an ear for its token.</summary>
    public void Track(Request request)
    {
        _ = request.Promise;
        if (!request.Contract.IsOneWay)
        {
            request.Deadline = catalog.DeadlineOf(request.Contract);
            _outstanding.Add(request);
            request.StopWaitingOnCancellation();
        }
    }

    /// <summary>Begins and returns the next request that may run, or null.</summary>
    public Request? BeginNext()
    {
        if (_mailbox is null || _writers > 0)
        {
            return null;
        }

        var next = _readers > 0 ? _mailbox.TakeReader() : _mailbox.TakeFirst();
        LeaveMailboxIfEmpty();
        if (next is not null)
        {
            Begin(next);
        }

        return next;
    }

    /// <summary>Takes out the calls that are late; those that have not begun never will.</summary>
    public List<Request> TakeLate(long now) => _outstanding.TakeDue(now);

    /// <summary>Forgets the waiting requests whose callers have their answer.</summary>
    public void Purge()
    {
        _mailbox?.Purge();
        LeaveMailboxIfEmpty();
    }

    /// <summary>Empties the mailbox of an activation that ends: the requests in order, without its timers'
    /// ticks.</summary>
    public List<Request> TakeWaiting()
    {
        var waiting = _mailbox?.TakeAll() ?? [];
        LeaveMailboxIfEmpty();
        waiting.RemoveAll(static request => request is TimerTick || request.IsAnswered);
        foreach (var request in waiting)
        {
            _outstanding.Remove(request);
        }

        return waiting;
    }

    private void Add(Request request)
    {
        if (_mailbox is null)
        {
            _mailbox = _spare ?? new Mailbox();
            _spare = null;
        }

        _mailbox.Add(request, InterleavingOf(request.Contract) == Interleaving.ReadOnly);
    }

    private void LeaveMailboxIfEmpty()
    {
        if (_mailbox is not { Count: 0 } empty)
        {
            return;
        }

        _mailbox = null;
        if (empty.Room <= KeptRoom)
        {
            empty.Reset();
            _spare = empty;
        }
    }

    private Interleaving InterleavingOf(MethodContract contract) =>
        isReentrant ? Interleaving.Always : contract.Interleaving;
}
