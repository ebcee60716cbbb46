using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The users of this node whose sockets listen to one room, and what of that the room was told.</summary>
/// <remarks>The room is told what changed since what it has confirmed. Until it has confirmed anything, or when it may
/// not have taken the last change, it is told the whole list.</remarks>
internal sealed class ListenerList
{
    /// <summary>Of direct conversations: both users are told by name, nobody listens.</summary>
    public static readonly ListenerList OfPairs = new();

    private readonly Lock _gate = new();
    private readonly Dictionary<int, int> _socketsByUser = [];
    private readonly HashSet<int> _changed = []; // came or went after the last change was taken
    private long _taken; // version of the last change that was taken
    private long _told; // the same, once the room has confirmed it; 0 before

    /// <summary>The distinct users, in no order.</summary>
    public ImmutableArray<int> Users
    {
        get
        {
            lock (_gate)
            {
                return [.. _socketsByUser.Keys];
            }
        }
    }

    /// <summary>Nobody listens, and the room knows.</summary>
    public bool IsToldEmpty
    {
        get
        {
            lock (_gate)
            {
                return _socketsByUser.Count == 0 && _changed.Count == 0 && _told > 0;
            }
        }
    }

    public bool Contains(int userId)
    {
        lock (_gate)
        {
            return _socketsByUser.ContainsKey(userId);
        }
    }

    /// <summary>One more socket of a user.</summary>
    public void Add(int userId)
    {
        lock (_gate)
        {
            if (++CollectionsMarshal.GetValueRefOrAddDefault(_socketsByUser, userId, out _) == 1)
            {
                Toggle(userId);
            }
        }
    }

    /// <summary>One socket less of a user.</summary>
    public void Remove(int userId)
    {
        lock (_gate)
        {
            if (--CollectionsMarshal.GetValueRefOrAddDefault(_socketsByUser, userId, out _) == 0)
            {
                _socketsByUser.Remove(userId);
                Toggle(userId);
            }
        }
    }

    /// <summary>What the room must be told now. Whoever takes it sends it.</summary>
    /// <param name="node">This node.</param>
    /// <param name="nextVersion">Gives a higher number each time, for all lists of the node.</param>
    public ListenerChange Take(string node, Func<long> nextVersion)
    {
        lock (_gate)
        {
            var since = _told;
            ImmutableArray<int> came = since == 0
                ? [.. _socketsByUser.Keys]
                : [.. _changed.Where(_socketsByUser.ContainsKey)];
            ImmutableArray<int> went = since == 0
                ? []
                : [.. _changed.Where(user => !_socketsByUser.ContainsKey(user))];
            _changed.Clear();
            _told = 0; // until this change is confirmed: nobody knows what arrives
            _taken = nextVersion();
            return new ListenerChange(node, since, _taken, came, went);
        }
    }

    /// <summary>The room has taken a change; one that was taken later is not confirmed by it.</summary>
    public void Told(ListenerChange change)
    {
        lock (_gate)
        {
            _told = change.Version == _taken ? _taken : _told;
        }
    }

    // Who came and went since then is no change.
    private void Toggle(int userId)
    {
        if (!_changed.Remove(userId))
        {
            _changed.Add(userId);
        }
    }
}
