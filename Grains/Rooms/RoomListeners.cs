using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Presence;

namespace OrleansChat.Rooms;

/// <summary>The nodes that listen to a room and the members on line there. Memory only: leases that the nodes
/// renew.</summary>
internal sealed class RoomListeners(TimeProvider clock) : IAudience
{
    private readonly Leases<string, ImmutableArray<int>> _onlineByNode = new(clock);

    public ImmutableArray<int> Users => [];

    public ImmutableArray<string> Nodes => _onlineByNode.Keys;

    public ValueTask<ImmutableArray<string>> NodesAsync() => new(Nodes);

    public void Listen(string node, ImmutableArray<int> online)
    {
        if (online.IsEmpty)
        {
            _onlineByNode.End(node);
        }
        else
        {
            _onlineByNode.Renew(node, online);
        }
    }

    /// <summary>Distinct users on line who are members.</summary>
    public int CountOnline(ConversationState state) =>
        _onlineByNode.Values.SelectMany(online => online).Where(state.IsMember).Distinct().Count();
}
