namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>Requests that wait for their activation, in order of arrival. Guarded by the activation's lock.</summary>
/// <remarks>
/// Bounded: the activation refuses a call when it is full. Requests with <c>[ReadOnly]</c> may join running ones of
/// their kind past a waiting writer, as in Orleans, but only <see cref="MaxOvertakes"/> times in a row: readers do not
/// starve a writer.
/// </remarks>
internal sealed class Mailbox
{
    public const int MaxOvertakes = 100;

    private readonly Queue<Request> _exclusive = new();
    private readonly Queue<Request> _readOnly = new();
    private long _arrivals;
    private int _overtakes;

    public int Count => _exclusive.Count + _readOnly.Count;

    /// <summary>How many it can hold without growing.</summary>
    public int Room => _exclusive.Capacity + _readOnly.Capacity;

    /// <summary>Whether a reader that arrives now may start although a writer waits.</summary>
    public bool LetsReaderPass => _exclusive.Count == 0 || _overtakes < MaxOvertakes;

    public void CountOvertake()
    {
        if (_exclusive.Count > 0)
        {
            _overtakes++;
        }
    }

    public void Add(Request request, bool isReadOnly)
    {
        request.Arrival = ++_arrivals;
        (isReadOnly ? _readOnly : _exclusive).Enqueue(request);
    }

    /// <summary>As it was when new; for an empty one.</summary>
    public void Reset()
    {
        _arrivals = 0;
        _overtakes = 0;
    }

    /// <summary>The first that may start when nothing blocks.</summary>
    public Request? TakeFirst()
    {
        DropAnswered();
        var writer = _exclusive.TryPeek(out var first) ? first.Arrival : long.MaxValue;
        var reader = _readOnly.TryPeek(out first) ? first.Arrival : long.MaxValue;
        if (writer == reader)
        {
            return null; // both empty
        }

        if (reader < writer)
        {
            return _readOnly.Dequeue();
        }

        _overtakes = 0;
        return _exclusive.Dequeue();
    }

    /// <summary>The next reader that may join running readers.</summary>
    public Request? TakeReader()
    {
        DropAnswered();
        if (_readOnly.Count == 0 || !LetsReaderPass)
        {
            return null;
        }

        return _readOnly.Dequeue();
    }

    /// <summary>Forgets requests whose callers have their answer, wherever they stand.</summary>
    public void Purge()
    {
        Purge(_exclusive);
        Purge(_readOnly);
    }

    /// <summary>Empties the mailbox, in order.</summary>
    public List<Request> TakeAll()
    {
        var all = new List<Request>(Count);
        all.AddRange(_exclusive);
        all.AddRange(_readOnly);
        all.Sort(static (one, other) => one.Arrival.CompareTo(other.Arrival));
        _exclusive.Clear();
        _readOnly.Clear();
        return all;
    }

    private static void Purge(Queue<Request> queue)
    {
        for (var left = queue.Count; left > 0; left--)
        {
            var request = queue.Dequeue();
            if (!request.IsAnswered)
            {
                queue.Enqueue(request);
            }
        }
    }

    private void DropAnswered()
    {
        while (_exclusive.TryPeek(out var first) && first.IsAnswered)
        {
            _exclusive.Dequeue();
        }

        while (_readOnly.TryPeek(out var first) && first.IsAnswered)
        {
            _readOnly.Dequeue();
        }
    }
}
