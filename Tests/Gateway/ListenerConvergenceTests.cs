using OrleansChat.Conversations;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;
using RoomListeners = OrleansChat.Rooms.RoomListeners;

namespace OrleansChat.Tests.Gateway;

/// <summary>The list of a node and what a room makes of its changes, over calls that are lost, late and overtaken, and
/// activations that forget.</summary>
public sealed class ListenerConvergenceTests
{
    private static readonly MemberSet Everybody =
        MemberSet.Of([.. Enumerable.Range(1, 30).Select(user => new MemberRow(user, 1, 1, "", false, false, 0))]);

    private readonly ListenerList _list = new();
    private readonly HashSet<int> _users = [];
    private readonly List<ListenerChange> _late = [];
    private RoomListeners _room = new(new FakeClock());
    private long _version;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_round_that_arrives_settles_whatever_happened(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 3_000; step++)
        {
            ComeOrGo(random.Next(1, 31));
            switch (random.Next(6))
            {
                case 0:
                    _late.Add(Take()); // on its way for long
                    break;
                case 1:
                    _room.TryListen(Take(), Everybody); // its answer is lost
                    break;
                case 2 when _late.Count > 0:
                    var late = _late[random.Next(_late.Count)];
                    _late.Remove(late);
                    Send(late);
                    break;
                case 3 when random.Next(5) == 0:
                    _room = new RoomListeners(new FakeClock());
                    break;
                case 4:
                    Round();
                    Assert.Equal(_users.Count, _room.Online);
                    Assert.Equal(_users.Count > 0, !_room.Nodes.IsEmpty);
                    break;
                default:
                    break;
            }
        }
    }

    private void ComeOrGo(int user)
    {
        if (_users.Add(user))
        {
            _list.Add(user);
        }
        else
        {
            _users.Remove(user);
            _list.Remove(user);
        }
    }

    private void Round()
    {
        if (!Send(Take()))
        {
            Assert.True(Send(Take()));
        }
    }

    private bool Send(ListenerChange change)
    {
        if (!_room.TryListen(change, Everybody))
        {
            return false;
        }

        _list.Told(change);
        return true;
    }

    private ListenerChange Take() => _list.Take("node", () => ++_version);
}
