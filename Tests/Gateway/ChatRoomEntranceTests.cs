using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class ChatRoomEntranceTests : IAsyncLifetime
{
    private const long Id = 5;
    private GatewayServer _server = null!;

    private FakeChatRoom Room => _server.Grains.ChatRoom(Id);

    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Who_is_in_is_shown_what_is_said_from_then_on_visitors_included()
    {
        using var user = await _server.ConnectAsync("/1");
        using var visitor = await _server.ConnectAsync("/0/PC/phone");
        Room.Log.Post(2, "before");
        Assert.Equal(ChatError.None, await EnterAsync(1));
        Assert.Equal(ChatError.None, await EnterAsync(0));

        await AnnounceAsync(Room.Log.Post(2, "after"));

        Assert.Equal("after", await user.ReadTextAsync());
        Assert.Equal("after", await visitor.ReadTextAsync());
        Assert.Equal(["1", "phone"], Room.Entered);
        await Eventually.TrueAsync(() => Room.Leases.LastOrDefault() is { } last
            && last.Users.SequenceEqual([1]) && last.Visitors.SequenceEqual(["phone"]));
    }

    [Fact]
    public async Task A_hole_is_read_from_the_log()
    {
        using var visitor = await _server.ConnectAsync("/0/PC/phone");
        await EnterAsync(0);
        Room.Log.Post(2, "1");

        await AnnounceAsync(Room.Log.Post(2, "2"));

        Assert.Equal(["1", "2"], [await visitor.ReadTextAsync(), await visitor.ReadTextAsync()]);
    }

    [Fact]
    public async Task One_that_is_not_open_is_refused_and_leaves_no_topic()
    {
        Room.IsOpen = false;
        using var one = await _server.ConnectAsync("/1");
        using var other = await _server.ConnectAsync("/0/PC/phone");

        Assert.Equal(ChatError.ChatRoomUnknown, await EnterAsync(1));
        Assert.Equal(ChatError.ChatRoomUnknown, await EnterAsync(0));
        await Eventually.TrueAsync(() => _server.Fanout.TopicCount == 0);
    }

    [Fact]
    public async Task Who_leaves_is_shown_nothing_and_counted_no_more()
    {
        using var stays = await _server.ConnectAsync("/1");
        using var leaves = await _server.ConnectAsync("/2");
        await EnterAsync(1);
        await EnterAsync(2);

        _server.Fanout.ChatRooms.Leave(SessionOf(2), Id);
        await AnnounceAsync(Room.Log.Post(3, "text"));
        await AnnounceAsync(new Notice(NoticeKind.ChatRoomOpened, 0, 99));

        Assert.Equal("text", await stays.ReadTextAsync());
        Assert.Equal($"{NoticeKind.ChatRoomOpened}:0", await leaves.ReadTextAsync());
        await Eventually.TrueAsync(() => Room.Leases.LastOrDefault()?.Users.SequenceEqual([1]) is true);
    }

    [Fact]
    public async Task The_end_in_the_log_puts_everybody_out_behind_the_last_message()
    {
        using var user = await _server.ConnectAsync("/1");
        using var visitor = await _server.ConnectAsync("/0/PC/phone");
        await EnterAsync(1);
        await EnterAsync(0);

        await AnnounceAsync(
            Room.Log.Post(2, "last words"),
            Room.Log.Post(0, """{"joined":[],"left":[]}""", MessageKind.Membership),
            Room.Log.Post(2, "reopened"));

        Assert.Equal("last words", await visitor.ReadTextAsync());
        await Eventually.TrueAsync(
            () => !ChatRoomEntrances.IsIn(SessionOf(1), Id) && !ChatRoomEntrances.IsIn(SessionOf(0), Id));
        await AnnounceAsync(new Notice(NoticeKind.ChatRoomClosed, 0, Id));
        Assert.Equal($"{NoticeKind.ChatRoomClosed}:0", await visitor.ReadTextAsync());
        await Eventually.TrueAsync(() => _server.Fanout.TopicCount == 0);
    }

    [Fact]
    public async Task A_node_that_missed_the_end_hears_of_it_with_its_lease()
    {
        using var user = await _server.ConnectAsync("/1");
        using var other = await _server.ConnectAsync("/2");
        await EnterAsync(1);
        await EnterAsync(2);
        Room.IsOpen = false;

        _server.Fanout.ChatRooms.Leave(SessionOf(2), Id); // has the list told again

        await Eventually.TrueAsync(() => !ChatRoomEntrances.IsIn(SessionOf(1), Id));
        await Eventually.TrueAsync(() => _server.Fanout.TopicCount == 0);
    }

    [Fact]
    public async Task The_node_is_known_before_its_first_socket_and_again_when_it_was_forgotten()
    {
        Assert.Empty(_server.Grains.Nodes.Leases);
        using var visitor = await _server.ConnectAsync("/0/PC/phone");
        Assert.Single(_server.Grains.Nodes.Leases);

        await AnnounceAsync(new Notice(NoticeKind.LeaseEnded, 0));

        await Eventually.TrueAsync(() => _server.Grains.Nodes.Leases.Count == 2);
    }

    private ValueTask<ChatError> EnterAsync(int user) =>
        _server.Fanout.ChatRooms.EnterAsync(SessionOf(user), Id, CancellationToken.None);

    private SocketSession SessionOf(int user) =>
        _server.Sockets.Open.Single(session => session.Identity.UserId == user);

    private Task AnnounceAsync(params ImmutableArray<ChatMessage> messages) =>
        _server.Grains.Stream.OnNextAsync(new Delivery(ConversationKey.ChatRoom(Id), [], messages, []));

    private Task AnnounceAsync(Notice notice) =>
        _server.Grains.Stream.OnNextAsync(new Delivery("", [], [], [notice]));
}
