using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Inbox;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Gateway;

/// <summary>What a node does about deliveries that were lost without a hole to see.</summary>
public sealed class ResyncTests : IAsyncLifetime
{
    private GatewayServer _server = null!;

    private FakeRoom Room => _server.Grains.Room(5);

    private FakeLog Pair => _server.Grains.Friendship("1:2").Log;

    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_was_said_in_a_room_when_nobody_told_this_node_is_shown_after_a_suspicion()
    {
        using var client = await MemberAsync(1);
        await AnnounceAsync("r:5", Room.Log.Post(1, "told"));
        Room.Log.Post(1, "lost");

        _server.Losses.Suspect();

        Assert.Equal(["told", "lost"], await ReadAsync(client, 2));
    }

    [Fact]
    public async Task What_two_said_when_nobody_told_this_node_is_shown_after_a_suspicion_once_and_in_order()
    {
        using var client = await MemberAsync(1);
        Pair.Post(2, "long ago");
        Pair.Post(2, "lost");
        Pair.Post(2, "lost as well");
        _server.Grains.Inbox(1).Recent = [new RecentConversation("d:1:2", 2, 3)];

        _server.Losses.Suspect();

        Assert.Equal(["lost", "lost as well"], await ReadAsync(client, 2));
        _server.Losses.Suspect();
        await AnnounceAsync("d:1:2", Pair.Post(2, "told"));
        Assert.Equal(["told"], await ReadAsync(client, 1));
    }

    [Fact]
    public async Task What_was_shown_before_its_loss_is_suspected_is_not_shown_again()
    {
        using var client = await MemberAsync(1);
        await AnnounceAsync("d:1:2", Pair.Post(2, "told"));
        _server.Grains.Inbox(1).Recent = [new RecentConversation("d:1:2", 1, 1)];

        _server.Losses.Suspect();

        await Eventually.TrueAsync(() => _server.Grains.Inbox(1).Asked > 1); // the run and its repetition
        await AnnounceAsync("d:1:2", Pair.Post(2, "told later"));
        Assert.Equal(["told", "told later"], await ReadAsync(client, 2));
        Assert.Equal(0, Pair.Reads);
    }

    [Fact]
    public async Task Presences_are_renewed_and_rooms_that_were_joined_unheard_are_listened_to()
    {
        using var client = await MemberAsync(1);
        var connects = _server.Grains.Presence(1).Connects;
        _server.Grains.Inbox(1).Rooms = [5, 6];

        _server.Losses.Suspect();

        await Eventually.TrueAsync(() => !_server.Grains.Room(6).Leases.IsEmpty);
        await AnnounceAsync("r:6", _server.Grains.Room(6).Log.Post(2, "hello in the other room"));
        Assert.Equal(["hello in the other room"], await ReadAsync(client, 1));
        Assert.True(_server.Grains.Presence(1).Connects > connects);
    }

    [Fact]
    public async Task Many_suspicions_at_once_are_answered_by_one_run_and_its_repetition()
    {
        using var client = await MemberAsync(1);

        for (var i = 0; i < 100; i++)
        {
            _server.Losses.Suspect();
        }

        await Eventually.TrueAsync(() => _server.Grains.Inbox(1).Asked == 2);
    }

    [Fact]
    public async Task Whom_a_run_could_not_ask_is_asked_until_he_answers()
    {
        using var client = await MemberAsync(1);
        Pair.Post(2, "lost");
        _server.Grains.Inbox(1).Recent = [new RecentConversation("d:1:2", 1, 1)];
        _server.Grains.Inbox(1).Failures = 2; // the run and its repetition

        _server.Losses.Suspect();

        Assert.Equal(["lost"], await ReadAsync(client, 1));
    }

    [Fact]
    public async Task A_fault_that_nobody_expected_stops_no_later_resync()
    {
        using var client = await MemberAsync(1);
        _server.Grains.Inbox(1).Fault = new InvalidDataException("a bug");
        _server.Losses.Suspect();
        await Eventually.TrueAsync(() => _server.Grains.Inbox(1).Asked > 0);

        _server.Grains.Inbox(1).Fault = null;
        Pair.Post(2, "lost");
        _server.Grains.Inbox(1).Recent = [new RecentConversation("d:1:2", 1, 1)];

        Assert.Equal(["lost"], await ReadAsync(client, 1));
    }

    [Fact]
    public async Task A_stream_that_broke_off_is_a_suspicion()
    {
        using var client = await MemberAsync(1);
        Room.Log.Post(1, "lost");

        await _server.Fanout.OnErrorAsync(new TimeoutException("The stream broke off."));

        Assert.Equal(["lost"], await ReadAsync(client, 1));
    }

    [Fact]
    public async Task A_room_that_forgot_its_listeners_hears_of_them_again_and_they_of_what_they_missed()
    {
        using var client = await MemberAsync(1);
        Room.Log.Post(1, "lost");

        await _server.Grains.Stream.OnNextAsync(Forgotten("r:5", 0));

        Assert.Equal(["lost"], await ReadAsync(client, 1));
    }

    [Fact]
    public async Task A_presence_that_forgot_its_nodes_hears_of_them_at_once()
    {
        using var client = await MemberAsync(1);
        var connects = _server.Grains.Presence(1).Connects;

        await _server.Grains.Stream.OnNextAsync(Forgotten("", 1));

        await Eventually.TrueAsync(() => _server.Grains.Presence(1).Connects > connects);
        await client.SendAsync("nothing was shown");
        Assert.Equal(["nothing was shown"], await ReadAsync(client, 1));
    }

    [Fact]
    public async Task A_socket_opens_although_its_presence_does_not_answer_at_first()
    {
        _server.Grains.Presence(3).Failures = 3;

        using var client = await _server.ConnectAsync("/3");

        await client.SendAsync("here I am");
        Assert.Equal(["here I am"], await ReadAsync(client, 1));
        Assert.Single(_server.Grains.Presence(3).Connections);
    }

    private static Delivery Forgotten(string conversation, int userId) =>
        new(conversation, [], [], [new Notice(NoticeKind.LeaseEnded, 1, UserId: userId)]);

    private Task AnnounceAsync(string conversation, ChatMessage message) =>
        _server.Grains.Stream.OnNextAsync(new Delivery(conversation, [], [message], []));

    private async Task<RawClient> MemberAsync(int user)
    {
        _server.Grains.Inbox(user).Rooms = [5];
        var client = await _server.ConnectAsync($"/{user}");
        await client.SendAsync("ready");
        Assert.Equal("ready", await client.ReadTextAsync());
        return client;
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
