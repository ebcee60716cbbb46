using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Gateway;

public sealed class NodeFanoutTests : IAsyncLifetime
{
    private readonly List<RawClient> _clients = []; // one that nobody holds is closed when memory is collected
    private GatewayServer _server = null!;

    private FakeRoom Room => _server.Grains.Room(5);

    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync();

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_delivery_is_encoded_once_and_reaches_every_socket_of_the_room()
    {
        var clients = await MembersAsync(20);
        await AnnounceAsync(Room.Log.Post(1, "hello"));
        foreach (var client in clients)
        {
            Assert.Equal("hello", await client.ReadTextAsync());
        }

        Assert.Equal(1, _server.Codec.Written);
    }

    [Fact]
    public async Task A_hole_is_read_from_the_log_before_what_comes_after_it()
    {
        var client = (await MembersAsync(1))[0];
        Room.Log.Failures = 2;
        await AnnounceAsync(Room.Log.Post(1, "1"));
        Room.Log.Post(1, "2");
        Room.Log.Post(1, "3");
        await AnnounceAsync(Room.Log.Post(1, "4"));
        Assert.Equal(["1", "2", "3", "4"], await ReadAsync(client, 4));
    }

    [Fact]
    public async Task What_was_taken_back_before_it_was_read_is_a_place_without_a_frame()
    {
        var client = (await MembersAsync(1))[0];
        await AnnounceAsync(Room.Log.Post(1, "1"));
        Room.Log.Post(1, ""); // no body: taken back
        Room.Log.Post(1, "3");
        await AnnounceAsync(Room.Log.Post(1, "4"));
        Assert.Equal(["1", "3", "4"], await ReadAsync(client, 3));
    }

    [Fact]
    public async Task What_comes_while_a_hole_is_repaired_waits_and_a_flood_of_it_is_read_from_the_log()
    {
        var client = (await MembersAsync(1))[0];
        await AnnounceAsync(Room.Log.Post(1, "1"));
        Room.Log.Post(1, "2");
        Room.Log.Hold = new TaskCompletionSource();
        for (var i = 3; i <= 2_500; i++)
        {
            await AnnounceAsync(Room.Log.Post(1, $"{i}"));
        }

        Room.Log.Hold.SetResult();
        Assert.Equal(Enumerable.Range(1, 2_500).Select(i => $"{i}"), await ReadAsync(client, 2_500));
    }

    [Fact]
    public async Task What_was_announced_twice_is_shown_once()
    {
        var client = (await MembersAsync(1))[0];
        var one = Room.Log.Post(1, "1");
        var two = Room.Log.Post(1, "2");
        await AnnounceAsync(one);
        await AnnounceAsync(one, two);
        await AnnounceAsync(two);
        await AnnounceAsync(Room.Log.Post(1, "3"));
        Assert.Equal(["1", "2", "3"], await ReadAsync(client, 3));
    }

    [Fact]
    public async Task Deliveries_that_come_at_once_are_shown_in_the_order_of_their_places()
    {
        var client = (await MembersAsync(1))[0];
        var all = Enumerable.Range(1, 2_000).Select(i => Room.Log.Post(1, $"{i}")).ToArray();
        await Task.WhenAll(all.Chunk(250).Select(some => Task.Run(async () =>
        {
            foreach (var one in some)
            {
                await AnnounceAsync(one);
            }
        })));
        Assert.Equal(all.Select(one => one.Body), await ReadAsync(client, 2_000));
    }

    [Fact]
    public async Task A_message_that_a_lease_s_renewal_shows_to_be_missing_is_fetched()
    {
        var client = (await MembersAsync(1))[0];
        await AnnounceAsync(Room.Log.Post(1, "1"));
        Room.Log.Post(1, "lost hint");
        _server.Grains.Inbox(500).Rooms = [5];
        using var other = await _server.ConnectAsync("/500"); // the set of listeners changes: the lease is renewed
        Assert.Equal(["1", "lost hint"], await ReadAsync(client, 2));
    }

    [Fact]
    public async Task A_direct_message_reaches_both_users_and_nobody_else()
    {
        var clients = await MembersAsync(3);
        var log = _server.Grains.Friendship("1:2").Log;
        await _server.Grains.Stream.OnNextAsync(new Delivery("d:1:2", [1, 2], [log.Post(1, "psst")], []));
        await AnnounceAsync(Room.Log.Post(1, "all"));
        Assert.Equal(["psst", "all"], await ReadAsync(clients[0], 2));
        Assert.Equal(["psst", "all"], await ReadAsync(clients[1], 2));
        Assert.Equal(["all"], await ReadAsync(clients[2], 1));
    }

    [Fact]
    public async Task Who_left_by_the_log_sees_nothing_behind_it_in_the_same_delivery()
    {
        var clients = await MembersAsync(2);
        var before = Room.Log.Post(1, "before");
        var leaves = Room.Log.Post(0, """{"joined":[],"left":[2]}""", MessageKind.Membership);
        var after = Room.Log.Post(1, "after");
        await AnnounceAsync(before, leaves, after);
        await _server.Grains.Stream.OnNextAsync(
            new Delivery("", [2], [], [new Notice(NoticeKind.ProfileChanged, 1, UserId: 2)]));
        Assert.Equal(["before", "after"], await ReadAsync(clients[0], 2));
        Assert.Equal(["before", "ProfileChanged:2"], await ReadAsync(clients[1], 2));
    }

    [Fact]
    public async Task Who_joins_listens_and_who_is_removed_is_told_and_listens_no_longer()
    {
        using var client = await _server.ConnectAsync("/9");
        await Eventually.TrueAsync(() => _server.Fanout.SessionsOf(9).Count == 1);
        await _server.Grains.Stream.OnNextAsync(
            new Delivery("r:5", [9], [], [new Notice(NoticeKind.RoomJoined, 1, 5, 9)]));
        await Eventually.TrueAsync(() => !Room.Leases.IsEmpty);
        await AnnounceAsync(Room.Log.Post(1, "welcome"));
        await _server.Grains.Stream.OnNextAsync(
            new Delivery("r:5", [], [], [new Notice(NoticeKind.RoomRemoved, 1, 5, 9)]));
        await AnnounceAsync(Room.Log.Post(1, "secret"));
        await client.SendAsync("echo");
        Assert.Equal(["RoomJoined:9", "welcome", "RoomRemoved:9", "echo"], await ReadAsync(client, 4));
        await Eventually.TrueAsync(() => Room.Leases.Last().IsEmpty && _server.Fanout.TopicCount == 0);
    }

    [Fact]
    public async Task A_room_hears_who_came_and_went_and_of_all_only_when_it_does_not_know()
    {
        var clients = await MembersAsync(3);
        await Eventually.TrueAsync(() => Room.Leases.Last().Length == 3);
        clients[0].Dispose();
        await Eventually.TrueAsync(() => Room.Leases.Last().Length == 2);
        var one = Assert.Single(Room.Changes, change => !change.Went.IsEmpty);
        Assert.Equal((true, 0, 1), (one.Since > 0, one.Came.Length, one.Went.Length));

        var told = Room.Changes.Count;
        Room.ForgetListeners();
        clients[1].Dispose();
        await Eventually.TrueAsync(() => Room.Leases.Last() is [3]);
        Assert.Contains(Room.Changes.Skip(told), change => change.Since == 0);

        told = Room.Changes.Count;
        Room.LostAnswers = 1;
        await MembersAsync(1, first: 10);
        await Eventually.TrueAsync(() => Room.LostAnswers < 0 && Room.Leases.Last().Order().SequenceEqual([3, 10]));
        Assert.Contains(Room.Changes.Skip(told), change => change.Since == 0);
    }

    [Fact]
    public async Task Who_joins_sees_what_was_said_before_the_room_heard_of_his_node()
    {
        using var client = await _server.ConnectAsync("/9");
        await Eventually.TrueAsync(() => _server.Fanout.SessionsOf(9).Count == 1);
        Room.Log.Post(1, "before he came");
        var joinedAt = Room.Log.Last;
        Room.Log.Post(1, "welcome");
        await _server.Grains.Stream.OnNextAsync(
            new Delivery("r:5", [9], [], [new Notice(NoticeKind.RoomJoined, 1, 5, 9, Place: joinedAt)]));
        await client.SendAsync("echo");
        var seen = await ReadAsync(client, 3);
        Assert.Equal(["RoomJoined:9", "echo", "welcome"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_written_to_a_socket_moves_its_user_s_position()
    {
        var client = (await MembersAsync(1))[0];
        await AnnounceAsync(Room.Log.Post(1, "1"), Room.Log.Post(2, "2"));
        await ReadAsync(client, 2);
        await _server.Fanout.FlushPositionsAsync(1, CancellationToken.None);
        Assert.Equal(2, _server.Grains.Inbox(1).Positions["r:5"]);
        await AnnounceAsync(Room.Log.Post(2, "3"));
        await Eventually.TrueAsync(() => _server.Grains.Inbox(1).Positions["r:5"] == 3);
    }

    [Fact]
    public async Task Who_comes_while_his_last_socket_leaves_waits_for_its_report()
    {
        var hours = TimeSpan.FromHours(1); // nobody else reports
        await using var server = await GatewayServer.StartAsync(options: new() { Strict = false, PositionInterval = hours });
        var (room, inbox) = (server.Grains.Room(5), server.Grains.Inbox(1));
        inbox.Rooms = [5];
        using var client = await server.ConnectAsync();
        await client.SendAsync("ready");
        Assert.Equal("ready", await client.ReadTextAsync());
        await server.Grains.Stream.OnNextAsync(new Delivery("r:5", [], [room.Log.Post(2, "1")], []));
        Assert.Equal("1", await client.ReadTextAsync());
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        inbox.Reporting = answer.Task;
        await client.WriteAsync(RawClient.Frame(0x88, [0x03, 0xE8]));
        await Eventually.TrueAsync(() => inbox.Reports == 1);

        var reported = server.Fanout.FlushPositionsAsync(1, CancellationToken.None);
        var waits = !reported.IsCompleted;
        answer.SetResult();
        await reported;

        Assert.True(waits);
        Assert.Equal(1, inbox.Positions["r:5"]);
    }

    [Fact]
    public async Task A_second_socket_on_the_same_device_ends_the_first_and_another_device_does_not()
    {
        using var phone = await _server.ConnectAsync("/1/Android/a");
        using var web = await _server.ConnectAsync("/1/Web/a");
        await Eventually.TrueAsync(() => _server.Fanout.SessionsOf(1).Count == 2);
        using var again = await _server.ConnectAsync("/1/Android/b");
        Assert.Equal((4001, "ended 1"), await phone.ReadCloseAsync());
        await web.SendAsync("still here");
        Assert.Equal("still here", await web.ReadTextAsync());
    }

    [Fact]
    public async Task A_session_that_ended_closes_its_sockets_and_no_others()
    {
        using var gone = await _server.ConnectAsync("/1/Android/a");
        using var stays = await _server.ConnectAsync("/1/Web/b");
        await Eventually.TrueAsync(() => _server.Fanout.SessionsOf(1).Count == 2);
        var notice = new Notice(NoticeKind.SessionEnded, 1, UserId: 1, Text: "session-1-a");
        await _server.Grains.Stream.OnNextAsync(new Delivery("", [1], [], [notice]));
        Assert.Equal((4001, "ended 0"), await gone.ReadCloseAsync());
        await stays.SendAsync("still here");
        Assert.Equal("still here", await stays.ReadTextAsync());
    }

    private Task AnnounceAsync(params ImmutableArray<ChatMessage> messages) =>
        _server.Grains.Stream.OnNextAsync(new Delivery("r:5", [], messages, []));

    private async Task<List<RawClient>> MembersAsync(int count, int first = 1)
    {
        List<RawClient> clients = [];
        for (var user = first; user < first + count; user++)
        {
            _server.Grains.Inbox(user).Rooms = [5];
            var client = await _server.ConnectAsync($"/{user}");
            _clients.Add(client);
            await client.SendAsync("ready"); // answered once the socket is attached
            Assert.Equal("ready", await client.ReadTextAsync());
            clients.Add(client);
        }

        return clients;
    }

    private static async Task<List<string>> ReadAsync(RawClient client, int count)
    {
        List<string> texts = [];
        while (texts.Count < count)
        {
            texts.Add(await client.ReadTextAsync());
        }

        return texts;
    }
}
