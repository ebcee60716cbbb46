using System.Collections.Immutable;
using OrleansChat.Fanout;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>One conversation on this node: who listens, how far it was shown, and whose turn it is to show the next
/// delivery.</summary>
/// <remarks>
/// One delivery at a time is shown; what comes meanwhile waits here, so that the order holds without a lock across the
/// encoding or an await. The one who shows a delivery holds the turn and hands it on with <see cref="TryNext"/>.
/// </remarks>
internal sealed class Topic(string conversation, int maxWaiting, bool isOpening)
{
    public const long Unknown = -1;

    private static readonly TaskCompletionSource AlwaysOpen = Done();
    private readonly Lock _gate = new();
    private readonly Queue<Delivery> _waiting = [];
    private ImmutableArray<Audience> _audiences = [];
    private ReadMark?[] _marks = [];
    private bool _taken = isOpening;
    private bool _closed;
    private int _waitingMessages;
    private long _dropped;
    private long _firstExpected;
    private long _expected;
    private long _expectedLastRound;

    public string Conversation { get; } = conversation;

    /// <summary>Who listens to a room here.</summary>
    public ListenerList Listeners { get; } = isOpening ? new ListenerList() : ListenerList.OfPairs;

    /// <summary>The last place shown; changed by the holder of the turn only.</summary>
    public long Last { get; set; } = Unknown;

    /// <summary>Set when the room's first lease was asked for and answered.</summary>
    public TaskCompletionSource IsOpen { get; } = isOpening
        ? new(TaskCreationOptions.RunContinuationsAsynchronously)
        : AlwaysOpen;

    public Task Opened => IsOpen.Task;

    /// <summary>Stands for places that were announced but could not wait.</summary>
    public Delivery Nothing { get; } = new(conversation, [], [], []);

    /// <summary>Timestamp of the last lease.</summary>
    public long LeasedAt { get; set; }

    /// <summary>The set of listeners changed after the last lease.</summary>
    public bool IsLeaseStale { get; set; }

    /// <summary>The last place that must be shown here soon: a sender of this node was told of it, or the log keeps
    /// it for later.</summary>
    public long Expected => Volatile.Read(ref _expected);

    /// <summary>Timestamp of the last delivery, for direct conversations.</summary>
    public long UsedAt { get; set; }

    public ImmutableArray<Audience> Audiences
    {
        get
        {
            lock (_gate)
            {
                return _audiences;
            }
        }
    }

    /// <returns>Whether the caller has the turn; otherwise the delivery waits, or the topic is closed.</returns>
    public TopicEntry Enter(Delivery delivery)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return TopicEntry.Closed;
            }

            if (!_taken)
            {
                _taken = true;
                return TopicEntry.Taken;
            }

            Wait(delivery);
            return TopicEntry.Waits;
        }
    }

    /// <summary>Takes the turn without a delivery, to read from the log.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            return !_taken && !_closed && (_taken = true);
        }
    }

    /// <summary>The next delivery, or gives the turn back.</summary>
    public bool TryNext(out Delivery next)
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out next!))
            {
                _waitingMessages -= next.Messages.Length;
                return true;
            }

            if (_dropped > Math.Max(Last, 0))
            {
                next = Nothing;
                return true;
            }

            _taken = false;
            return false;
        }
    }

    /// <summary>The highest place that was announced but did not fit into what waits; 0 when none.</summary>
    public long TakeDropped()
    {
        lock (_gate)
        {
            var dropped = _dropped;
            _dropped = 0;
            return dropped;
        }
    }

    /// <summary>The first place that waits, or null.</summary>
    public long? FirstWaiting()
    {
        lock (_gate)
        {
            foreach (var delivery in _waiting)
            {
                if (!delivery.Messages.IsEmpty)
                {
                    return delivery.Messages[0].Seq;
                }
            }

            return null;
        }
    }

    /// <returns>False when the topic is closed: ask for it again.</returns>
    public bool TryAdd(Subscription subscription)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            Listeners.Add(subscription.Session.Identity.UserId);
            for (var i = 0; i < _audiences.Length; i++)
            {
                if (ReferenceEquals(_audiences[i].Codec, subscription.Session.Codec))
                {
                    _audiences = _audiences.SetItem(i, _audiences[i].With(subscription));
                    return true;
                }
            }

            _audiences = _audiences.Add(new Audience(subscription));
            return true;
        }
    }

    public void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            Listeners.Remove(subscription.Session.Identity.UserId);
            for (var i = 0; i < _audiences.Length; i++)
            {
                if (ReferenceEquals(_audiences[i].Codec, subscription.Session.Codec))
                {
                    _audiences = _audiences[i].Without(subscription) is { } rest
                        ? _audiences.SetItem(i, rest)
                        : _audiences.RemoveAt(i);
                    return;
                }
            }
        }
    }

    /// <summary>The distinct visitors who listen, by the ids of their devices.</summary>
    public ImmutableArray<string> Visitors()
    {
        var visitors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var audience in Audiences)
        {
            foreach (var one in audience.Places)
            {
                if (one is { Session.Identity: { UserId: 0, DeviceId: var deviceId } })
                {
                    visitors.Add(deviceId);
                }
            }
        }

        return [.. visitors];
    }

    /// <summary>Closes the topic if nobody listens, no delivery is being shown, and a room knows that nobody listens:
    /// what a closed topic said later would end the lease of the next one.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            return !_taken && _audiences.IsEmpty && (Listeners == ListenerList.OfPairs || Listeners.IsToldEmpty)
                && (_closed = true);
        }
    }

    /// <summary>A direct conversation's mark of one of its two users; for the holder of the turn.</summary>
    public ReadMark MarkOf(LocalUser user)
    {
        foreach (var mark in _marks)
        {
            if (mark!.User == user)
            {
                return mark;
            }
        }

        var fresh = user.MarkOf(Conversation);
        _marks = [.. _marks.Where(mark => mark!.User.UserId != user.UserId), fresh];
        return fresh;
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private void Wait(Delivery delivery)
    {
        var messages = delivery.Messages.Length;
        if (_waitingMessages + messages > maxWaiting && messages > 0)
        {
            // What does not fit is read from the log when its turn comes; notices are hints and wait without their
            // messages.
            _dropped = Math.Max(_dropped, delivery.Messages[^1].Seq);
            if (delivery.Notices.IsEmpty || _waiting.Count > maxWaiting)
            {
                return;
            }

            delivery = delivery with { Messages = [] };
            messages = 0;
        }

        if (_waiting.Count > 2 * maxWaiting)
        {
            return;
        }

        _waiting.Enqueue(delivery);
        _waitingMessages += messages;
    }

    /// <summary>A place that must be shown here soon; what comes after it must, too.</summary>
    public void Expect(long seq)
    {
        lock (_gate)
        {
            if (seq > Last)
            {
                _firstExpected = _firstExpected == 0 ? seq : Math.Min(_firstExpected, seq);
                _expected = Math.Max(_expected, seq);
            }
        }
    }

    /// <summary>Whether what was expected a round ago has not been shown: nobody announces it here any more.</summary>
    public bool IsOverdue()
    {
        var isOverdue = _expectedLastRound > Last;
        _expectedLastRound = Expected;
        return isOverdue;
    }

    /// <summary>A conversation of which nothing was shown yet begins with the earliest place that is known of. For the
    /// holder of the turn.</summary>
    /// <param name="first">The first place to show, or 0 when nobody knew.</param>
    /// <param name="upTo">The last place that is missing at most.</param>
    public void Begin(long first, long upTo)
    {
        lock (_gate)
        {
            if (Last == Unknown)
            {
                var expected = _firstExpected > 0 ? _firstExpected : upTo + 1;
                Last = Math.Min(upTo + 1, first > 0 ? Math.Min(first, expected) : expected) - 1;
            }
        }
    }
}
