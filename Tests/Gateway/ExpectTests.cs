using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Inbox;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Gateway;

/// <summary>A sender of chat33 before conversations in trouble: the announced frame is his answer, and it
/// comes.</summary>
public sealed class ExpectTests : IAsyncLifetime
{
    private GatewayServer _server = null!;
    private RawClient _client = null!;

    private FakeLog Pair => _server.Grains.Friendship("1:2").Log;

    private FakeLog Room => _server.Grains.Room(5).Log;

    public async Task InitializeAsync()
    {
        _server = await StartAsync();
        _server.Grains.Inbox(1).Rooms = [5];
        _client = await _server.ConnectAsync("/1");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 5)]
    public async Task A_message_whose_announcement_was_lost_is_shown_to_its_sender(int channel, long target)
    {
        await SayAsync(channel, target, "k1", "alone");

        Assert.Equal(Body("alone"), await _client.ReadTextAsync());
    }

    [Fact]
    public async Task A_direct_message_that_was_lost_before_another_came_is_shown_before_it()
    {
        await SayAsync(3, 2, "k1", "lost");
        await Eventually.TrueAsync(() => Pair.Drafts.Count == 1 && _server.Sockets.Open.All(one => !one.IsBusy));
        await _server.Grains.Stream.OnNextAsync(new Delivery("d:1:2", [1, 2], [Pair.Post(2, "told")], []));

        Assert.Equal((Body("lost"), "told"), (await _client.ReadTextAsync(), await _client.ReadTextAsync()));
    }

    [Fact]
    public async Task An_announcement_that_comes_after_the_answer_to_a_later_message_is_shown_before_it()
    {
        var first = Pair.Post(2, "first");
        _server.Grains.Inbox(1).Recent = [new RecentConversation("d:1:2", first.Seq, 2)]; // for one who looks before
        await SayAsync(3, 2, "k1", "own");
        await Eventually.TrueAsync(() => Pair.Last == 2);
        await _server.Grains.Stream.OnNextAsync(new Delivery("d:1:2", [1, 2], [first], []));

        Assert.Equal(("first", Body("own")), (await _client.ReadTextAsync(), await _client.ReadTextAsync()));
    }

    [Fact]
    public async Task What_one_says_to_himself_is_shown_once_also_when_it_is_read_from_the_log()
    {
        var self = _server.Grains.Friendship("1:1").Log;
        await _server.Grains.Stream.OnNextAsync(new Delivery("d:1:1", [1], [self.Post(1, "told")], []));
        self.Post(1, "lost");
        await _server.Grains.Stream.OnNextAsync(new Delivery("d:1:1", [1], [self.Post(1, "told again")], []));

        Assert.Equal(
            ("told", "lost", "told again"),
            (await _client.ReadTextAsync(), await _client.ReadTextAsync(), await _client.ReadTextAsync()));
    }

    [Fact]
    public async Task A_conversation_that_began_while_this_node_was_not_told_is_shown_from_its_beginning()
    {
        var lost = Pair.Post(2, "lost");
        var told = Pair.Post(2, "told");
        _server.Grains.Inbox(1).Recent = [new RecentConversation("d:1:2", lost.Seq, told.Seq)];
        var sentNow = TimeProvider.System.GetUtcNow().AddSeconds(1).ToUnixTimeMilliseconds(); // after he came
        await _server.Grains.Stream.OnNextAsync(new Delivery("d:1:2", [1, 2], [told], [], PreviousAtUnixMs: sentNow));

        Assert.Equal(("lost", "told"), (await _client.ReadTextAsync(), await _client.ReadTextAsync()));
    }

    [Fact]
    public async Task What_was_said_before_one_came_is_not_asked_for()
    {
        Pair.Post(2, "before he came");
        var longAgo = TimeProvider.System.GetUtcNow().AddSeconds(-30).ToUnixTimeMilliseconds();
        await _server.Grains.Stream.OnNextAsync(
            new Delivery("d:1:2", [1, 2], [Pair.Post(2, "told")], [], PreviousAtUnixMs: longAgo));

        Assert.Equal("told", await _client.ReadTextAsync());
        Assert.Equal(0, _server.Grains.Inbox(1).Asked);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 5)]
    public async Task A_stale_activation_is_asked_again_with_the_same_message(int channel, long target)
    {
        var log = channel == 3 ? Pair : Room;
        log.StaleActivations = 2;

        await SayAsync(channel, target, "k1", "once");

        Assert.Equal(Body("once"), await _client.ReadTextAsync());
        Assert.Equal(3, log.Drafts.Count);
        Assert.All(log.Drafts, draft => Assert.Same(log.Drafts[0], draft));
        Assert.Equal(1, log.Last);
    }

    [Theory]
    [InlineData("k1")]
    [InlineData("")]
    public async Task A_message_whose_answer_was_lost_is_stored_and_shown_once_with_an_id_or_without(string id)
    {
        Pair.LostAnswers = 1;

        await SayAsync(3, 2, id, "once");
        await SayAsync(3, 2, id.Length == 0 ? "" : "k2", "next");

        Assert.Equal((Body("once"), Body("next")), (await _client.ReadTextAsync(), await _client.ReadTextAsync()));
        Assert.Equal(2, Pair.Last);
        Assert.Equal(3, Pair.Drafts.Count);
    }

    [Fact]
    public async Task A_post_that_is_tried_for_long_closes_no_socket()
    {
        await using var server = await StartAsync(new SocketLimits { MessageDeadline = TimeSpan.FromMilliseconds(200) });
        using var client = await server.ConnectAsync("/1");
        server.Grains.Friendship("1:2").Log.StaleActivations = 8; // for more than two seconds: two looks at the deadlines

        await client.SendAsync(Frame(3, 2, "k1", "patience"));

        Assert.Equal(Body("patience"), await client.ReadTextAsync());
    }

    [Fact]
    public async Task A_client_that_repeats_itself_gets_the_stored_frame()
    {
        await SayAsync(3, 2, "k1", "once");
        Assert.Equal(Body("once"), await _client.ReadTextAsync());

        await SayAsync(3, 2, "k1", "once");

        Assert.Equal(Body("once"), await _client.ReadTextAsync());
        Assert.Equal(1, Pair.Last);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 5)]
    public async Task What_a_client_says_again_elsewhere_does_not_overtake_what_came_before_it(
        int channel, long target)
    {
        var log = channel == 3 ? Pair : Room;
        Pair.Post(2, "told before he came");
        await _server.Grains.Stream.OnNextAsync(Told(Room.Post(2, "a room that is open"))); // its lease is known
        await _client.ReadTextAsync();
        log.Post(2, "lost");
        var repeated = log.Post(1, Body("mine"), key: "k1"); // by another node, which has died since
        _server.Grains.Inbox(1).Recent = [new RecentConversation("d:1:2", 2, repeated.Seq)];

        await SayAsync(channel, target, "k1", "mine");

        Assert.Equal(("lost", Body("mine")), (await _client.ReadTextAsync(), await _client.ReadTextAsync()));
    }

    [Fact]
    public async Task A_log_that_keeps_silent_for_long_loses_nothing_and_keeps_the_order()
    {
        Room.Failures = 8; // more than one repair tries
        await _server.Grains.Stream.OnNextAsync(Told(Room.Post(2, "1")));
        Room.Post(2, "2");
        await _server.Grains.Stream.OnNextAsync(Told(Room.Post(2, "3")));
        await _server.Grains.Stream.OnNextAsync(Told(Room.Post(2, "4")));

        Assert.Equal("1", await _client.ReadTextAsync());
        Assert.Equal("2", await _client.ReadTextAsync());
        Assert.Equal("3", await _client.ReadTextAsync());
        Assert.Equal("4", await _client.ReadTextAsync());
    }

    [Fact]
    public async Task Who_is_known_late_to_have_joined_is_shown_what_others_saw_meanwhile()
    {
        using var late = await _server.ConnectAsync("/9");
        var joinedAt = Room.Post(0, """{"joined":[9],"left":[]}""", MessageKind.Membership);
        await _server.Grains.Stream.OnNextAsync(Told(joinedAt with { Body = """{"joined":[],"left":[]}""" }));
        await _server.Grains.Stream.OnNextAsync(Told(Room.Post(2, "meanwhile")));

        await _server.Grains.Stream.OnNextAsync(
            new Delivery("r:5", [9], [], [new Notice(NoticeKind.RoomJoined, 1, 5, 9, Place: joinedAt.Seq)]));
        await _server.Grains.Stream.OnNextAsync(Told(Room.Post(2, "then")));

        Assert.Equal("RoomJoined:9", await late.ReadTextAsync());
        Assert.Equal("meanwhile", await late.ReadTextAsync());
        Assert.Equal("then", await late.ReadTextAsync());
        Assert.Equal(("meanwhile", "then"), (await _client.ReadTextAsync(), await _client.ReadTextAsync()));
    }

    private static Task<GatewayServer> StartAsync(SocketLimits? limits = null) => GatewayServer.StartAsync(
        limits,
        handler: static (services, socket) => new Chat33Session(
            socket,
            services.GetRequiredService<IClusterClient>(),
            services.GetRequiredService<NodeFanout>(),
            services.GetRequiredService<GrainRetries>(),
            services.GetRequiredService<TimeProvider>()));

    private static Delivery Told(ChatMessage message) => new("r:5", [], [message], []);

    private Task SayAsync(int channel, long target, string id, string text) =>
        _client.SendAsync(Frame(channel, target, id, text));

    private static string Frame(int channel, long target, string id, string text) =>
        $$"""
        {"eventType":0,"msgId":"{{id}}","channelType":{{channel}},"targetId":"{{target}}","msgType":1,"msg":{{Body(text)}}}
        """;

    private static string Body(string text) => $$"""{"content":"{{text}}"}""";
}
