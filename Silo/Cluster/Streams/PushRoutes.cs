using System.Collections.Immutable;
using Orleans.Runtime;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>The other processes that one stream goes to, as its directory named them.</summary>
/// <remarks>
/// Asked again when what is known has become old, behind the publishers' backs; only where nobody is known do items
/// wait for the answer, in order. A process that the directory does not name keeps its link until its lease is over,
/// for the directory itself may have been lost; a process without subscribers says so itself.
/// </remarks>
internal sealed class PushRoutes<T>(StreamId streamId, IPushDirectoryGrain directory, PushParts parts)
    : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _waiting = new();
    private volatile PushLink<T>[] _links = [];
    private long _staleAt = long.MinValue;
    private bool _isLooking;
    private bool _hasLost;

    /// <summary>This process' own observer: its subscribers are called directly.</summary>
    public GrainId Self { get; set; }

    /// <summary>Whether nothing waits.</summary>
    public bool IsSent
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count == 0 && _links.All(static link => link.IsSent);
            }
        }
    }

    private bool IsStale => parts.Clock.GetTimestamp() >= Volatile.Read(ref _staleAt);

    /// <summary>Sends an item to all, or keeps it until they are known.</summary>
    public void Add(T item)
    {
        var isStale = IsStale; // before the links: they are replaced first
        var links = _links;
        foreach (var link in links)
        {
            link.Add(item);
        }

        if (!isStale)
        {
            return;
        }

        if (links.Length == 0)
        {
            Keep(item);
        }
        else
        {
            Look();
        }
    }

    /// <summary>A link has ended by itself.</summary>
    public void Forget(PushLink<T> link, bool hasLost)
    {
        lock (_gate)
        {
            _hasLost |= hasLost;
            _links = [.. _links.Where(one => one != link)];
            GrowStaleAfter(parts.Options.NobodyRefresh);
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = LookAsync();

    private void Keep(T item)
    {
        lock (_gate)
        {
            if (_links.Length > 0)
            {
                foreach (var link in _links)
                {
                    link.Add(item);
                }

                return;
            }

            if (!IsStale)
            {
                return; // nobody was found meanwhile
            }

            if (_waiting.Count < parts.Options.Capacity)
            {
                _waiting.Enqueue(item);
                parts.Meter.Queue(1);
            }
            else
            {
                _hasLost = true;
                parts.Meter.CountDropped(1);
            }
        }

        Look();
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_isLooking)
            {
                return;
            }

            _isLooking = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false); // not in the turn of the publishing grain
    }

    private async Task LookAsync()
    {
        var (observers, fault) = await PatientCall.AskAsync(
            directory, static one => one.FindAsync(CancellationToken.None), parts.Options, parts.Clock);
        if (fault is null)
        {
            Found(observers);
        }
        else
        {
            NotFound(fault);
        }
    }

    private void Found(ImmutableArray<IPushObserver> observers)
    {
        lock (_gate)
        {
            var links = _links.ToDictionary(static link => link.Id);
            var isTold = false;
            foreach (var observer in observers)
            {
                if (links.TryGetValue(observer.GetGrainId(), out var known))
                {
                    known.SeenAt = parts.Clock.GetTimestamp();
                }
                else if (observer.GetGrainId() != Self)
                {
                    links.Add(observer.GetGrainId(), new PushLink<T>(streamId, observer, _hasLost, this, parts));
                    isTold = true;
                }
            }

            _hasLost &= !isTold;
            foreach (var expired in links.Values.Where(static link => link.IsExpired).ToArray())
            {
                _hasLost |= expired.Close() > 0;
                links.Remove(expired.Id);
            }

            SendWaiting(links.Values);
            _links = [.. links.Values];
            GrowStaleAfter(observers.IsEmpty ? parts.Options.NobodyRefresh : parts.Options.Refresh);
            _isLooking = false;
        }
    }

    private void NotFound(Exception exception)
    {
        lock (_gate)
        {
            PushStreamLog.LookupFailed(parts.Logger, exception, streamId, _waiting.Count);
            _hasLost |= _waiting.Count > 0;
            parts.Meter.CountDropped(_waiting.Count);
            SendWaiting(links: []);
            GrowStaleAfter(parts.Options.NobodyRefresh);
            _isLooking = false;
        }
    }

    private void SendWaiting(IReadOnlyCollection<PushLink<T>> links)
    {
        parts.Meter.Unqueue(_waiting.Count);
        while (_waiting.TryDequeue(out var item))
        {
            foreach (var link in links)
            {
                link.Add(item);
            }
        }
    }

    private void GrowStaleAfter(TimeSpan time) => Volatile.Write(
        ref _staleAt, parts.Clock.GetTimestamp() + (long)(time.TotalSeconds * parts.Clock.TimestampFrequency));
}
