using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;
using RoomListeners = OrleansChat.Rooms.RoomListeners;

namespace OrleansChat.Tests.Rooms;

/// <summary>What is done for one call about a room does not grow with its members. Bytes that one thread allocates are
/// counted, and what is told to nodes; no times.</summary>
/// <remarks>Trees are a hundred times as large at the cost of seven more levels: that much may be copied more.</remarks>
public sealed class LargeRoomTests
{
    private const int Small = 50;
    private const int Large = 5_000;
    private const int MoreBytes = 2_500;

    [Fact]
    public void Reading_the_room_is_no_more()
    {
        var (small, large) = (State(Small), State(Large));
        Assert.InRange(BytesOfView(large), 1, BytesOfView(small) + MoreBytes);
    }

    [Fact]
    public void Joining_changing_and_leaving_is_no_more()
    {
        var (small, large) = (State(Small), State(Large));
        Assert.InRange(BytesOfChanges(large), 1, BytesOfChanges(small) + (3 * MoreBytes));
    }

    [Fact]
    public void A_message_is_no_more()
    {
        Assert.InRange(BytesOfPost(Large), 1, BytesOfPost(Small) + MoreBytes);
    }

    [Fact]
    public void Who_comes_on_line_or_goes_is_no_more_on_his_node_and_in_the_room()
    {
        Assert.InRange(BytesOfComingAndGoing(Large), 1, BytesOfComingAndGoing(Small) + MoreBytes);
    }

    [Fact]
    public async Task Nodes_are_told_as_much()
    {
        var small = await ToldAsync(Small);
        var large = await ToldAsync(Large);
        Assert.Equal(small, large);
    }

    private static ConversationState State(int members) => ConversationState.From(new ConversationHead(
        1, 512, 0, [.. Enumerable.Range(1, members).Select(user => new MemberRow(user, 1, Level(user), "", false, false, 0))], []));

    private static short Level(int user) => user == 1 ? (short)3 : (short)1;

    private static RoomListeners Listeners(ConversationState state)
    {
        var listeners = new RoomListeners(new FakeClock());
        Assert.True(listeners.TryListen(new ListenerChange("web-1", 0, 1, [.. state.Members.Keys], []), state.Members));
        return listeners;
    }

    private static long BytesOfView(ConversationState state)
    {
        var listeners = Listeners(state);
        var room = new RoomState();
        return Bytes(() => RoomViews.Room(7, room, state, callerId: 1, listeners.Online, now: 1));
    }

    private static long BytesOfChanges(ConversationState state)
    {
        var listeners = Listeners(state);
        ImmutableArray<MemberChange> joins = [MemberChange.Join(1_000_000, 1, "") with { Seq = 2 }];
        ImmutableArray<MemberChange> rises = [MemberChange.Update(1_000_000, level: 2, mutedUntilUnixMs: 5) with { Seq = 3 }];
        ImmutableArray<MemberChange> leaves = [MemberChange.Leave(1_000_000) with { Seq = 4 }];
        return Bytes(() =>
        {
            var now = state;
            foreach (var changes in (ReadOnlySpan<ImmutableArray<MemberChange>>)[joins, rises, leaves])
            {
                now = now.Apply(changes);
                listeners.Changed(changes, now.Members);
            }

            return now;
        });
    }

    private static long BytesOfPost(int members)
    {
        var stage = new Conversations.ConversationStage([.. Enumerable.Range(1, members)]);
        return Bytes(() => stage.Post(1, "hello"));
    }

    private static long BytesOfComingAndGoing(int users)
    {
        var state = State(users);
        var listeners = new RoomListeners(new FakeClock());
        var list = new ListenerList();
        foreach (var user in state.Members.Keys)
        {
            list.Add(user);
        }

        var version = 0L;
        Tell();
        return Bytes(() =>
        {
            list.Remove(1);
            Tell();
            list.Add(1);
            Tell();
            return listeners.Online;
        });

        void Tell()
        {
            var change = list.Take("web-1", () => ++version);
            Assert.True(listeners.TryListen(change, state.Members));
            list.Told(change);
        }
    }

    /// <summary>For one message, one who joins and one who leaves: deliveries, what they hold and whom they name.</summary>
    private static async Task<(int Deliveries, int Messages, int Bytes, int Notices, int Users)> ToldAsync(int members)
    {
        await using var cluster = await TestCluster.StartAsync();
        var room = cluster.Room(7);
        await cluster.RegisterAsync(1);
        var view = await room.CreateAsync(new CreateRoom(1, "room", "", [], false), CancellationToken.None);
        foreach (var users in Enumerable.Range(2, members - 1).Chunk(500))
        {
            Assert.Equal(ChatError.None, (await room.InviteAsync(1, [.. users], CancellationToken.None)).Error);
        }

        Assert.True(view.Ok);
        await room.ListenAsync(RoomStage.Listeners("web-1", [.. Enumerable.Range(1, members)]), CancellationToken.None);
        cluster.Fanout.Told.Clear();
        await room.PostAsync(1, "hello");
        Assert.Equal(ChatError.None, (await room.InviteAsync(1, [900_000], CancellationToken.None)).Error);
        Assert.Equal(ChatError.None, await room.LeaveAsync(900_000, CancellationToken.None));
        var told = cluster.Fanout.Told.Select(one => one.Delivery).ToArray();
        return (
            told.Length,
            told.Sum(one => one.Messages.Length),
            told.Sum(one => one.Messages.Sum(message => message.Body.Length)),
            told.Sum(one => one.Notices.Length),
            told.Sum(one => one.Users.Length));
    }

    /// <summary>What one run allocates: the least of some, because the first ones also build what is kept.</summary>
    private static long Bytes<T>(Func<T> run)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
