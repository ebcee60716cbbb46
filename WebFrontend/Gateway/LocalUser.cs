using OrleansChat.WebFrontend.Gateway.Receipts;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>A user with sockets on this node.</summary>
internal sealed class LocalUser(int userId, ReadPositions positions, long sinceUnixMs)
{
    private readonly Lock _gate = new();
    private Dictionary<string, ReadMark>? _marks; // null until something is read
    private volatile SocketSession[] _sessions = [];
    private PendingReceipts? _receipts; // null until a socket is given what it has to confirm
    private HashSet<string>? _left;
    private int _attaching;
    private bool _gone;

    public int UserId { get; } = userId;

    public ReadPositions Positions { get; } = positions;

    /// <summary>When the first of his sockets came.</summary>
    public long SinceUnixMs { get; } = sinceUnixMs;

    /// <summary>A snapshot: never changed, only replaced.</summary>
    public SocketSession[] Sessions => _sessions;

    /// <summary>The report of this user's positions that is under way; the next one waits for it.</summary>
    public Task Report { get; set; } = Task.CompletedTask;

    public Lock Gate => _gate;

    /// <summary>What his sockets were given and have confirmed.</summary>
    public PendingReceipts Receipts
    {
        get
        {
            if (Volatile.Read(ref _receipts) is { } receipts)
            {
                return receipts;
            }

            lock (_gate)
            {
                return _receipts ??= new PendingReceipts(this);
            }
        }
    }

    /// <summary>Null when there is nothing to report.</summary>
    public PendingReceipts? ReceiptsOrNone => Volatile.Read(ref _receipts);

    public ReadMark MarkOf(string conversation)
    {
        lock (_gate)
        {
            _marks ??= new Dictionary<string, ReadMark>(StringComparer.Ordinal);
            if (!_marks.TryGetValue(conversation, out var mark))
            {
                _marks[conversation] = mark = new ReadMark(conversation, this);
            }

            return mark;
        }
    }

    public List<ReadMark> DirtyMarks()
    {
        lock (_gate)
        {
            List<ReadMark> dirty = [];
            if (_marks is null)
            {
                return dirty;
            }

            foreach (var mark in _marks.Values)
            {
                if (mark.IsDirty)
                {
                    dirty.Add(mark);
                }
            }

            return dirty;
        }
    }

    /// <summary>Adds a socket, which is attaching until <see cref="Attached"/>.</summary>
    /// <returns>False when the last socket left meanwhile: ask for the user again.</returns>
    public bool TryAdd(SocketSession session)
    {
        lock (_gate)
        {
            if (_gone)
            {
                return false;
            }

            _attaching++;
            session.User = this; // before a delivery finds the socket here
            _sessions = [.. _sessions, session];
            return true;
        }
    }

    /// <summary>A list of his rooms is asked for, as when a socket attaches.</summary>
    public void Listing()
    {
        lock (_gate)
        {
            _attaching++;
        }
    }

    /// <summary>The socket is attached, or the list has been gone through.</summary>
    public void Attached()
    {
        lock (_gate)
        {
            if (--_attaching == 0)
            {
                _left = null;
            }
        }
    }

    /// <returns>Whether it was the last one: the user is gone from this node then.</returns>
    public bool Remove(SocketSession session)
    {
        lock (_gate)
        {
            _sessions = Array.FindAll(_sessions, one => one != session);
            return _gone = _sessions.Length == 0;
        }
    }

    /// <summary>A list of rooms that is being fetched may still hold the room that he left just now.</summary>
    public void Left(string conversation)
    {
        lock (_gate)
        {
            if (_attaching > 0)
            {
                (_left ??= new HashSet<string>(StringComparer.Ordinal)).Add(conversation);
            }
        }
    }

    public void Joined(string conversation)
    {
        lock (_gate)
        {
            _left?.Remove(conversation);
        }
    }

    public bool HasLeft(string conversation)
    {
        lock (_gate)
        {
            return _left?.Contains(conversation) == true;
        }
    }
}
