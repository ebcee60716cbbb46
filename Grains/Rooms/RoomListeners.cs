using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OrleansChat.Conversations;
using OrleansChat.Presence;

namespace OrleansChat.Rooms;

/// <summary>The nodes that listen to a room and the members on line there. Memory only: leases that the nodes
/// renew.</summary>
/// <remarks>Counted as they come and go: nothing walks all who are on line but the whole list of a node.</remarks>
internal sealed class RoomListeners : IAudience
{
    private readonly Leases<string, NodeListeners> _listenersByNode;
    private readonly Dictionary<int, int> _nodesByUser = []; // how many nodes name him
    private readonly HashSet<int> _online = []; // those of them who are members
    private ImmutableArray<string> _nodes = []; // those that name anybody

    public RoomListeners(TimeProvider clock) =>
        _listenersByNode = new Leases<string, NodeListeners>(clock) { Ended = Forget };

    public ImmutableArray<int> Users => [];

    public ImmutableArray<string> Nodes
    {
        get
        {
            _listenersByNode.Expire();
            return _nodes;
        }
    }

    /// <summary>Distinct users on line who are members.</summary>
    public int Online
    {
        get
        {
            _listenersByNode.Expire();
            return _online.Count;
        }
    }

    public ValueTask<ImmutableArray<string>> NodesAsync() => new(Nodes);

    /// <summary>Takes a node's change and renews its lease. A node that names nobody is remembered as long, so that
    /// what it said before is recognised as old.</summary>
    /// <returns>False when the change continues a list that is not known here.</returns>
    public bool TryListen(ListenerChange change, MemberSet members)
    {
        _listenersByNode.Expire();
        var known = _listenersByNode.Find(change.Node);
        if (change.Version <= known?.Version)
        {
            return true; // overtaken by what the node said later
        }

        if (change.Since != 0 && change.Since != known?.Version)
        {
            return false;
        }

        known ??= new NodeListeners();
        known.Version = change.Version;
        foreach (var user in change.Since == 0 ? known.Users.Except(change.Came).ToArray() : change.Went.AsEnumerable())
        {
            if (known.Users.Remove(user))
            {
                Went(user);
            }
        }

        foreach (var user in change.Came)
        {
            if (known.Users.Add(user))
            {
                Came(user, members);
            }
        }

        _listenersByNode.Renew(change.Node, known);
        if (known.Users.Count > 0 != _nodes.Contains(change.Node, StringComparer.Ordinal))
        {
            _nodes = known.Users.Count > 0 ? _nodes.Add(change.Node) : _nodes.Remove(change.Node, StringComparer.Ordinal);
        }

        return true;
    }

    public void Changed(ImmutableArray<MemberChange> changes, MemberSet members)
    {
        foreach (var change in changes)
        {
            if (!members.ContainsKey(change.UserId))
            {
                _online.Remove(change.UserId);
            }
            else if (_nodesByUser.ContainsKey(change.UserId))
            {
                _online.Add(change.UserId);
            }
        }
    }

    private void Came(int user, MemberSet members)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_nodesByUser, user, out _)++;
        if (members.ContainsKey(user))
        {
            _online.Add(user);
        }
    }

    private void Went(int user)
    {
        if (--CollectionsMarshal.GetValueRefOrAddDefault(_nodesByUser, user, out _) == 0)
        {
            _nodesByUser.Remove(user);
            _online.Remove(user);
        }
    }

    private void Forget(string node, NodeListeners listeners)
    {
        _nodes = _nodes.Remove(node, StringComparer.Ordinal);
        foreach (var user in listeners.Users)
        {
            Went(user);
        }
    }
}
