using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans.Runtime;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>The way of one stream to one other process: a bounded queue, and one batch under way at a time.</summary>
/// <remarks>What waited meanwhile is the next batch. A batch that fails is sent again with the same number; when
/// patience ends, all that waits is dropped, and the process is told as soon as it answers. See
/// <see cref="PushInbox{T}"/>.</remarks>
internal sealed class PushLink<T>(
    StreamId streamId, IPushObserver observer, bool hasMissed, PushRoutes<T> routes, PushParts parts)
    : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _items = new();
    private readonly Guid _id = new(RandomNumberGenerator.GetBytes(16));
    private bool _hasMissed = hasMissed;
    private bool _isSending;
    private bool _isClosed;
    private long _number;

    /// <summary>The observer's identity.</summary>
    public GrainId Id { get; } = observer.GetGrainId();

    /// <summary>When the directory last named the observer.</summary>
    public long SeenAt { get; set; } = parts.Clock.GetTimestamp();

    /// <summary>Whether its lease ended, as far as is known here.</summary>
    public bool IsExpired => parts.Clock.GetElapsedTime(SeenAt) > parts.Options.Lease;

    /// <summary>Whether nothing waits.</summary>
    public bool IsSent
    {
        get
        {
            lock (_gate)
            {
                return _isClosed || !_isSending;
            }
        }
    }

    /// <summary>Queues an item.</summary>
    public void Add(T item)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            if (_items.Count < parts.Options.Capacity)
            {
                _items.Enqueue(item);
                parts.Meter.Queue(1);
            }
            else
            {
                _hasMissed = true;
                parts.Meter.CountDropped(1);
            }

            if (_isSending)
            {
                return;
            }

            _isSending = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false); // not in the turn of the publishing grain
    }

    /// <summary>Ends the link.</summary>
    /// <returns>How many items it still had.</returns>
    public int Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return DropItems();
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = PumpAsync();

    private async Task PumpAsync()
    {
        while (Take() is { } batch)
        {
            var (isWanted, fault) = await PatientCall.AskAsync(
                (observer, batch), static one => one.observer.PushAsync(one.batch), parts.Options, parts.Clock);
            if (fault is not null)
            {
                await GiveUpAsync(batch, fault);
            }
            else if (isWanted)
            {
                parts.Meter.CountBatch();
            }
            else
            {
                Close(); // nobody subscribes there any more: nobody misses these
                routes.Forget(this, hasLost: false);
            }
        }
    }

    private PushBatch<T>? Take()
    {
        lock (_gate)
        {
            if (_isClosed || (_items.Count == 0 && !_hasMissed))
            {
                _isSending = false;
                return null;
            }

            var items = ImmutableArray.CreateBuilder<T>(Math.Min(_items.Count, parts.Options.BatchSize));
            while (items.Count < items.Capacity)
            {
                items.Add(_items.Dequeue());
            }

            parts.Meter.Unqueue(items.Count);
            var batch = new PushBatch<T>(_id, ++_number, _hasMissed, items.MoveToImmutable());
            _hasMissed = false;
            return batch;
        }
    }

    /// <summary>Drops all that waits. The link goes on, for the process may only have been slow, until its lease
    /// ends.</summary>
    private async Task GiveUpAsync(PushBatch<T> batch, Exception fault)
    {
        var isOver = fault is ClientNotAvailableException || IsExpired;
        int dropped;
        lock (_gate)
        {
            dropped = batch.Items.Length + DropItems();
            _hasMissed = true;
            _isClosed |= isOver;
        }

        parts.Meter.CountDropped(batch.Items.Length);
        if (dropped > 0)
        {
            PushStreamLog.Dropped(parts.Logger, fault, dropped, streamId, Id);
        }

        if (isOver)
        {
            routes.Forget(this, hasLost: true);
        }
        else
        {
            await Task.Delay(parts.Options.NobodyRefresh, parts.Clock, CancellationToken.None);
        }
    }

    private int DropItems()
    {
        var dropped = _items.Count;
        _items.Clear();
        parts.Meter.Unqueue(dropped);
        parts.Meter.CountDropped(dropped);
        return dropped;
    }
}
