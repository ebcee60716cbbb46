using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Presence;

namespace OrleansChat.ChatRooms;

/// <summary>The nodes that listen to a chat room and who is in it there. Memory only: leases that the nodes
/// renew.</summary>
internal sealed class ChatRoomListeners(TimeProvider clock) : IAudience
{
    private static readonly ChatRoomGuests Nobody = new([], []);
    private readonly Leases<string, ChatRoomNode> _nodes = new(clock);

    public ImmutableArray<int> Users => [];

    public ImmutableArray<string> Nodes => _nodes.Keys;

    /// <summary>Distinct users.</summary>
    public int UserCount => Count(node => node.Users);

    /// <summary>Distinct visitors.</summary>
    public int VisitorCount => Count(node => node.Visitors);

    public ChatRoomGuests Guests => new(
        [.. _nodes.Values.SelectMany(node => node.Users).Distinct().Order()],
        [.. _nodes.Values.SelectMany(node => node.Visitors)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)]);

    public ValueTask<ImmutableArray<string>> NodesAsync() => new(Nodes);

    /// <summary>Nobody is in by being a member.</summary>
    public void Changed(ImmutableArray<MemberChange> changes, MemberSet members)
    {
    }

    public void Enter(string name, int userId, string visitorId)
    {
        var node = _nodes.Find(name) ?? new ChatRoomNode(Nobody);
        if (userId > 0)
        {
            node.Users.Add(userId);
        }
        else
        {
            node.Visitors.Add(visitorId);
        }

        _nodes.Renew(name, node);
    }

    public void Listen(string name, ChatRoomGuests guests)
    {
        if (guests.Users.IsEmpty && guests.Visitors.IsEmpty)
        {
            _nodes.End(name);
        }
        else
        {
            _nodes.Renew(name, new ChatRoomNode(guests));
        }
    }

    /// <summary>Everybody is out.</summary>
    public void Clear() => _nodes.Clear();

    private int Count<TGuest>(Func<ChatRoomNode, HashSet<TGuest>> guests) => Nodes.Length == 1
        ? guests(_nodes.Values.First()).Count
        : _nodes.Values.SelectMany(guests).Distinct().Count();
}
