using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Receipts;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class CodecMannerTests : IAsyncLifetime
{
    private readonly List<RawClient> _clients = [];
    private GatewayServer _server = null!;

    public static TheoryData<CodecManner> Manners => [.. Enumerable.Range(0, 8).Select(flags => (CodecManner)flags)];

    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync();

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _server.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task A_room_shows_a_long_batch_of_many_senders_in_each_socket_s_manner(CodecManner manner)
    {
        RawClient[] clients = [await JoinAsync(manner, 1), await JoinAsync(manner, 2), await JoinAsync(manner, 3)];
        var batch = Batch(_server.Grains.Room(5).Log.Post, amongStrangers: false);
        await _server.Grains.Stream.OnNextAsync(new Delivery("r:5", [], batch, []));
        for (var user = 1; user <= 3; user++)
        {
            Assert.Equal(Expected(batch, manner, user), await ReadAsync(clients[user - 1]));
        }
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task A_pair_shows_a_long_batch_in_each_socket_s_manner(CodecManner manner)
    {
        var (one, again, other) = (await JoinAsync(manner, 1), await JoinAsync(manner, 1), await JoinAsync(manner, 2));
        var plain = await JoinAsync(CodecManner.None, 2);
        var batch = Batch(_server.Grains.Friendship("1:2").Log.Post, amongStrangers: true, senders: 2);
        await _server.Grains.Stream.OnNextAsync(new Delivery("d:1:2", [1, 2], batch, []));
        Assert.Equal(Expected(batch, manner, 1), await ReadAsync(one));
        Assert.Equal(Expected(batch, manner, 1), await ReadAsync(again));
        Assert.Equal(Expected(batch, manner, 2), await ReadAsync(other));
        Assert.Equal(Expected(batch, CodecManner.None, 2), await ReadAsync(plain));
    }

    [Fact]
    public async Task All_who_did_not_speak_share_one_encoding_and_each_who_did_has_his()
    {
        foreach (var user in Enumerable.Range(1, 20))
        {
            await JoinAsync(CodecManner.HidesOwn, user);
        }

        var log = _server.Grains.Room(5).Log;
        await AnnounceAsync(log.Post(1, "a"), log.Post(2, "b"), log.Post(1, "c"));
        Assert.Equal(3 + 1 + 2, _server.CodecOf(CodecManner.HidesOwn).Written);
        await AnnounceAsync(log.Post(3, "d"));
        Assert.Equal(3 + 1 + 2 + 1, _server.CodecOf(CodecManner.HidesOwn).Written);
    }

    [Fact]
    public async Task Sockets_of_one_user_are_served_each_in_its_manner()
    {
        var (plain, hides) = (await JoinAsync(CodecManner.None, 1), await JoinAsync(CodecManner.HidesOwn, 1));
        var log = _server.Grains.Room(5).Log;
        await AnnounceAsync(log.Post(1, "mine"), log.Post(2, "his"));
        Assert.Equal(["mine", "his"], await ReadAsync(plain));
        Assert.Equal(["his"], await ReadAsync(hides));
    }

    [Fact]
    public async Task A_hole_is_repaired_in_each_socket_s_manner()
    {
        var (one, other) = (await JoinAsync(CodecManner.HidesOwn, 1), await JoinAsync(CodecManner.HidesOwn, 2));
        var log = _server.Grains.Room(5).Log;
        await AnnounceAsync(log.Post(1, "1"));
        log.Post(2, "2");
        log.Post(1, "3");
        await AnnounceAsync(log.Post(2, "4"));
        Assert.Equal(["2", "4"], [await one.ReadTextAsync(), await one.ReadTextAsync()]);
        Assert.Equal(["1", "3"], [await other.ReadTextAsync(), await other.ReadTextAsync()]);
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task What_a_user_says_to_himself_is_shown_once_on_each_of_his_sockets(CodecManner manner)
    {
        var (one, plain) = (await JoinAsync(manner, 5), await JoinAsync(CodecManner.None, 5));
        var log = _server.Grains.Friendship("5:5").Log;
        await _server.Grains.Stream.OnNextAsync(new Delivery("d:5:5", [], [log.Post(5, "note")], []));
        await _server.Grains.Stream.OnNextAsync(new Delivery("d:5:5", [5, 5], [log.Post(5, "another")], []));
        Assert.Equal(["note", "another"], await ReadAsync(one));
        Assert.Equal(["note", "another"], await ReadAsync(plain));
        await _server.Fanout.FlushPositionsAsync(5, CancellationToken.None);
        Assert.Equal(2, _server.Grains.Inbox(5).Positions["d:5:5"]);
        Assert.Equal(
            manner.HasFlag(CodecManner.Confirms) ? DeliveryStage.Handed : DeliveryStage.Stored,
            _server.Grains.Receipts(5).StageOf("d:5:5", 2));
    }

    [Theory]
    [InlineData(MessageKind.Membership)]
    [InlineData(MessageKind.Text)]
    public async Task A_row_of_nobody_before_a_sender_s_words_does_not_show_them_to_him(MessageKind kind)
    {
        var (one, other) = (await JoinAsync(CodecManner.HidesOwn, 1), await JoinAsync(CodecManner.HidesOwn, 2));
        var log = _server.Grains.Friendship("1:2").Log;
        await _server.Grains.Stream.OnNextAsync(new Delivery(
            "d:1:2", [], [log.Post(0, "unseen", kind), log.Post(1, "mine")], []));
        Assert.Empty(await ReadAsync(one));
        Assert.Equal(["mine"], await ReadAsync(other));
    }

    [Fact]
    public async Task A_notice_beside_a_sender_s_own_words_reaches_him()
    {
        var client = await JoinAsync(CodecManner.HidesOwn, 1);
        var row = _server.Grains.Room(5).Log.Post(1, "mine");
        await _server.Grains.Stream.OnNextAsync(
            new Delivery("r:5", [], [row], [new Notice(NoticeKind.ProfileChanged, 1, UserId: 7)]));
        Assert.Equal(["ProfileChanged:7"], await ReadAsync(client));
    }

    [Fact]
    public async Task A_position_stays_before_strangers_whom_the_socket_does_not_show()
    {
        var client = await JoinAsync(CodecManner.None, 2);
        var log = _server.Grains.Friendship("1:2").Log;
        await _server.Grains.Stream.OnNextAsync(new Delivery(
            "d:1:2", [], [log.Post(1, "1"), log.Post(1, "2") with { AmongStrangers = true }], []));
        Assert.Equal(["1"], await ReadAsync(client));
        await _server.Fanout.FlushPositionsAsync(2, CancellationToken.None);
        Assert.Equal(1, _server.Grains.Inbox(2).Positions["d:1:2"]);
    }

    [Fact]
    public async Task Who_confirms_each_message_moves_no_position()
    {
        var client = await JoinAsync(CodecManner.Confirms, 2);
        await AnnounceAsync(_server.Grains.Room(5).Log.Post(1, "1"));
        Assert.Equal(["1"], await ReadAsync(client));
        await _server.Fanout.FlushPositionsAsync(2, CancellationToken.None);
        Assert.Empty(_server.Grains.Inbox(2).Positions);
    }

    private static ImmutableArray<ChatMessage> Batch(
        Func<int, string, MessageKind, string?, ChatMessage> post, bool amongStrangers, int senders = 4) =>
    [
        .. Enumerable.Range(0, 200).Select(i =>
            post(1 + (i * 7 / 3 % senders), i % 11 == 10 ? "unseen" : $"{i}", MessageKind.Text, null)
                with { AmongStrangers = amongStrangers && i % 5 < 2 }),
    ];

    private static IEnumerable<string> Expected(ImmutableArray<ChatMessage> batch, CodecManner manner, int user) => batch
        .Where(one => one.Body != "unseen"
            && (manner.HasFlag(CodecManner.ShowsStrangers) || !one.AmongStrangers)
            && (!manner.HasFlag(CodecManner.HidesOwn) || one.SenderId != user))
        .Select(one => one.Body);

    private Task AnnounceAsync(params ImmutableArray<ChatMessage> messages) =>
        _server.Grains.Stream.OnNextAsync(new Delivery("r:5", [], messages, []));

    private async Task<RawClient> JoinAsync(CodecManner manner, int user)
    {
        _server.Grains.Inbox(user).Rooms = [5];
        var client = await _server.ConnectAsync($"/as/{(int)manner}/{user}");
        _clients.Add(client);
        await client.SendAsync("ready"); // answered once the socket is attached
        Assert.Equal("ready", await client.ReadTextAsync());
        return client;
    }

    /// <summary>All that came before the answer to what is sent now.</summary>
    private static async Task<List<string>> ReadAsync(RawClient client)
    {
        await client.SendAsync("that was all");
        List<string> texts = [];
        while (await client.ReadTextAsync() is var text && text != "that was all")
        {
            texts.Add(text);
        }

        return texts;
    }
}
