namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>The calls of one activation that somebody waits for: a list through the requests themselves.</summary>
/// <remarks>
/// A part of its owner. Guarded by the activation's lock, but for <see cref="EarliestDeadline"/>, which the sweep
/// reads without.
/// </remarks>
internal struct OutstandingCalls()
{
    private Request? _first;
    private long _earliestDeadline = long.MaxValue;

    /// <summary>No call is due before this; it may be too early, never too late.</summary>
    public readonly long EarliestDeadline => Volatile.Read(in _earliestDeadline);

    public void Add(Request request)
    {
        request.Next = _first;
        if (_first is not null)
        {
            _first.Previous = request;
        }

        _first = request;
        if (request.Deadline < _earliestDeadline)
        {
            Volatile.Write(ref _earliestDeadline, request.Deadline);
        }
    }

    /// <summary>Does nothing when the request is not in the list.</summary>
    public void Remove(Request request)
    {
        if (_first != request && request.Previous is null)
        {
            return;
        }

        if (request.Previous is { } previous)
        {
            previous.Next = request.Next;
        }
        else
        {
            _first = request.Next;
        }

        if (request.Next is { } next)
        {
            next.Previous = request.Previous;
        }

        request.Previous = null;
        request.Next = null;
    }

    /// <summary>Takes the calls that are due out of the list.</summary>
    public List<Request> TakeDue(long now)
    {
        var due = new List<Request>();
        var earliest = long.MaxValue;
        for (var request = _first; request is not null;)
        {
            var next = request.Next;
            if (request.Deadline <= now)
            {
                Remove(request);
                due.Add(request);
            }
            else
            {
                earliest = Math.Min(earliest, request.Deadline);
            }

            request = next;
        }

        Volatile.Write(ref _earliestDeadline, earliest);
        return due;
    }
}
