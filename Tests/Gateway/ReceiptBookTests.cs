using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Receipts;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Receipts;

namespace OrleansChat.Tests.Gateway;

public sealed class ReceiptBookTests : IAsyncLifetime
{
    private readonly List<RawClient> _clients = [];
    private readonly Dictionary<RawClient, SocketSession> _sessions = [];
    private SocketSession? _opened;
    private GatewayServer _server = null!;

    private FakeReceipts Told => _server.Grains.Receipts(1);

    // Nothing is reported by itself: a test says when.
    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync(
        options: new GatewayOptions
        {
            Strict = false,
            LeaseDebounce = TimeSpan.FromMilliseconds(50),
            PositionInterval = TimeSpan.FromHours(1),
        },
        handler: (_, session) => new ScriptHandler(_opened = session));

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_was_handed_and_confirmed_within_a_round_is_one_stretch()
    {
        var client = await JoinAsync();
        var all = await SayAsync(2, 5);
        Assert.All(all, one => Assert.True(Book(client).TryConfirm(one.MessageId)));
        Assert.Equal([new Receipt("r:5", 0, 5, DeliveryStage.Confirmed)], await FlushAsync());
        Assert.Empty(await FlushAsync());
    }

    [Fact]
    public async Task What_was_only_handed_is_told_once_and_confirmed_later()
    {
        var client = await JoinAsync();
        var all = await SayAsync(2, 4);
        Assert.Equal([new Receipt("r:5", 0, 4, DeliveryStage.Handed)], await FlushAsync());
        Assert.True(Book(client).TryConfirm(all[1].MessageId));
        Assert.True(Book(client).TryConfirm(all[3].MessageId));
        Assert.Equal(
            [new Receipt("r:5", 1, 2, DeliveryStage.Confirmed), new Receipt("r:5", 3, 4, DeliveryStage.Confirmed)],
            await FlushAsync());
        Assert.True(Book(client).TryConfirm(all[2].MessageId));
        Assert.Equal([new Receipt("r:5", 2, 3, DeliveryStage.Confirmed)], await FlushAsync());
    }

    [Fact]
    public async Task Out_of_order_the_rest_stays_handed()
    {
        var client = await JoinAsync();
        var all = await SayAsync(2, 5);
        Assert.True(Book(client).TryConfirm(all[4].MessageId));
        Assert.True(Book(client).TryConfirm(all[2].MessageId));
        Assert.Equal(
            [
                new Receipt("r:5", 2, 3, DeliveryStage.Confirmed), new Receipt("r:5", 4, 5, DeliveryStage.Confirmed),
                new Receipt("r:5", 0, 2, DeliveryStage.Handed), new Receipt("r:5", 3, 4, DeliveryStage.Handed),
            ],
            await FlushAsync());
    }

    [Fact]
    public async Task A_second_time_an_unknown_id_and_another_s_socket_confirm_nothing()
    {
        var (client, other) = (await JoinAsync(), await JoinAsync(user: 3));
        var all = await SayAsync(2, 1);
        Assert.True(Book(client).TryConfirm(all[0].MessageId));
        Assert.False(Book(client).TryConfirm(all[0].MessageId));
        Assert.False(Book(client).TryConfirm(7));
        Assert.Equal([new Receipt("r:5", 0, 1, DeliveryStage.Confirmed)], await FlushAsync());
        await _server.Fanout.FlushPositionsAsync(3, CancellationToken.None);
        Assert.Equal([new Receipt("r:5", 0, 1, DeliveryStage.Handed)], _server.Grains.Receipts(3).Told);
        Assert.True(Book(other).TryConfirm(all[0].MessageId));
    }

    [Fact]
    public async Task Rows_that_nobody_confirms_belong_to_the_next_message_of_another()
    {
        var client = await JoinAsync(CodecManner.Confirms | CodecManner.HidesOwn);
        var log = _server.Grains.Room(5).Log;
        await AnnounceAsync("r:5", log.Post(2, "a"), log.Post(1, "mine"), log.Post(2, ""), log.Post(2, "b"));
        await AnnounceAsync("r:5", log.Post(2, "c"), log.Post(1, "mine"));
        await AnnounceAsync("r:5", log.Post(1, "mine")); // nothing of it goes out
        var last = log.Post(2, "d");
        await AnnounceAsync("r:5", last);
        Assert.Equal(["a", "b", "c", "d"], await ReadAsync(client));
        Assert.Equal([new Receipt("r:5", 0, 8, DeliveryStage.Handed)], await FlushAsync());
        Assert.True(Book(client).TryConfirm(last.MessageId));
        Assert.Equal([new Receipt("r:5", 5, 8, DeliveryStage.Confirmed)], await FlushAsync());
    }

    [Fact]
    public async Task What_the_codec_does_not_show_is_not_handed()
    {
        await JoinAsync();
        var log = _server.Grains.Room(5).Log;
        await AnnounceAsync("r:5", log.Post(2, "a"), log.Post(2, "unseen"), log.Post(2, "b"));
        Assert.Equal(
            [new Receipt("r:5", 0, 1, DeliveryStage.Handed), new Receipt("r:5", 2, 3, DeliveryStage.Handed)],
            await FlushAsync());
    }

    [Fact]
    public async Task The_sender_s_own_words_are_confirmed_by_nobody_even_where_he_sees_them()
    {
        var client = await JoinAsync();
        var row = _server.Grains.Room(5).Log.Post(1, "mine");
        await AnnounceAsync("r:5", row);
        Assert.Equal(["mine"], await ReadAsync(client));
        Assert.False(Book(client).TryConfirm(row.MessageId));
        Assert.Empty(await FlushAsync());
    }

    [Fact]
    public async Task A_chat_room_keeps_no_receipts()
    {
        var client = await JoinAsync();
        await _server.Fanout.ChatRooms.EnterAsync(_sessions[client], 9, CancellationToken.None);
        var row = _server.Grains.ChatRoom(9).Log.Post(2, "all");
        await AnnounceAsync("c:9", row);
        Assert.Equal(["all"], await ReadAsync(client));
        Assert.False(Book(client).TryConfirm(row.MessageId));
        Assert.Empty(await FlushAsync());
    }

    [Fact]
    public async Task What_was_read_from_the_log_is_confirmed_like_what_came_live_and_given_again_stays_what_it_was()
    {
        var client = await JoinAsync();
        var log = _server.Grains.Friendship("1:2").Log;
        ImmutableArray<ChatMessage> waiting = [log.Post(2, "1"), log.Post(2, "2"), log.Post(2, "3")];
        Assert.True(_sessions[client].TryShow(waiting.AsSpan()[1..]));
        Assert.Equal([new Receipt("d:1:2", 1, 3, DeliveryStage.Handed)], await FlushAsync());
        Assert.True(_sessions[client].TryShow(waiting.AsSpan()[1..]));
        Assert.Empty(await FlushAsync());
        Assert.Equal(["2", "3", "2", "3"], await ReadAsync(client));
        Assert.True(Book(client).TryConfirm(waiting[1].MessageId));
        Assert.Equal([new Receipt("d:1:2", 1, 2, DeliveryStage.Confirmed)], await FlushAsync());
    }

    [Fact]
    public async Task What_was_left_out_between_two_messages_is_not_confirmed_with_the_later_one()
    {
        var client = await JoinAsync();
        var log = _server.Grains.Friendship("1:2").Log;
        ImmutableArray<ChatMessage> all = [log.Post(2, "given"), log.Post(2, "never given"), log.Post(2, "given too")];
        Assert.True(_sessions[client].TryShow([all[0], all[2]])); // as when it is given again
        Assert.True(Book(client).TryConfirm(all[2].MessageId));
        Assert.Equal(
            [new Receipt("d:1:2", 2, 3, DeliveryStage.Confirmed), new Receipt("d:1:2", 0, 1, DeliveryStage.Handed)],
            await FlushAsync());
    }

    [Fact]
    public async Task Of_too_many_the_oldest_are_forgotten_and_remain_handed()
    {
        var client = await JoinAsync();
        ImmutableArray<ChatMessage> all = [];
        for (var sent = 0; sent <= ReceiptBook.MaxOutstanding; sent += 73)
        {
            all = all.AddRange(await SayAsync(2, 73));
            await ReadAsync(client); // else it is too slow a reader
        }

        var forgotten = all.Length - ReceiptBook.MaxOutstanding;
        Assert.All(all[..forgotten], one => Assert.False(Book(client).TryConfirm(one.MessageId)));
        Assert.All(all[forgotten..], one => Assert.True(Book(client).TryConfirm(one.MessageId)));
        Assert.Equal(
            [
                new Receipt("r:5", forgotten, all.Length, DeliveryStage.Confirmed),
                new Receipt("r:5", 0, forgotten, DeliveryStage.Handed),
            ],
            await FlushAsync());
    }

    [Fact]
    public async Task A_report_that_fails_is_made_again_and_no_longer_when_it_was_taken()
    {
        var client = await JoinAsync();
        Told.Failures = 2;
        var all = await SayAsync(2, 3);
        Assert.True(Book(client).TryConfirm(all[0].MessageId));
        Assert.Empty(await FlushAsync());
        Assert.True(Book(client).TryConfirm(all[1].MessageId));
        Assert.Empty(await FlushAsync());
        Assert.Equal(
            [new Receipt("r:5", 0, 2, DeliveryStage.Confirmed), new Receipt("r:5", 2, 3, DeliveryStage.Handed)],
            await FlushAsync());
        Assert.Empty(await FlushAsync());
    }

    [Fact]
    public async Task The_round_reports_by_itself_after_failures_too()
    {
        await using var server = await GatewayServer.StartAsync(handler: (_, session) => new ScriptHandler(session));
        server.Grains.Inbox(1).Rooms = [5];
        server.Grains.Receipts(1).Failures = 2;
        using var client = await server.ConnectAsync($"/as/{(int)CodecManner.Confirms}/1");
        await client.SendAsync("ready");
        Assert.Equal("ready", await client.ReadTextAsync());
        var row = server.Grains.Room(5).Log.Post(2, "1");
        await server.Grains.Stream.OnNextAsync(new Delivery("r:5", [], [row], []));
        await Eventually.TrueAsync(() => server.Grains.Receipts(1).StageOf("r:5", 1) is DeliveryStage.Handed);
        Assert.True(server.Fanout.SessionsOf(1)[0].Receipts.TryConfirm(row.MessageId));
        await Eventually.TrueAsync(() => server.Grains.Receipts(1).StageOf("r:5", 1) is DeliveryStage.Confirmed);
        Assert.Equal(2, server.Grains.Receipts(1).Told.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_what_it_was_given_as_handed()
    {
        var client = await JoinAsync();
        var all = await SayAsync(2, 3);
        Assert.True(Book(client).TryConfirm(all[0].MessageId));
        client.Dispose();
        await Eventually.TrueAsync(() => _server.Sockets.Count == 0);
        Assert.Equal(
            [new Receipt("r:5", 0, 1, DeliveryStage.Confirmed), new Receipt("r:5", 1, 3, DeliveryStage.Handed)],
            Told.Told);
    }

    [Fact]
    public async Task One_of_two_devices_confirms_for_both()
    {
        var (phone, web) = (await JoinAsync(), await JoinAsync());
        var all = await SayAsync(2, 2);
        Assert.True(Book(phone).TryConfirm(all[0].MessageId));
        Assert.Equal(
            [new Receipt("r:5", 0, 1, DeliveryStage.Confirmed), new Receipt("r:5", 1, 2, DeliveryStage.Handed)],
            await FlushAsync());
        Assert.True(Book(web).TryConfirm(all[0].MessageId)); // it was given it as well
        Assert.Equal([new Receipt("r:5", 0, 1, DeliveryStage.Confirmed)], await FlushAsync());
    }

    [Fact]
    public async Task Clients_that_confirm_nothing_have_no_book()
    {
        var client = await JoinAsync(CodecManner.HidesOwn | CodecManner.ShowsStrangers);
        Assert.Throws<InvalidOperationException>(() => Book(client));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_confirmed_and_whenever_it_is_told_each_place_comes_to_its_stage(int seed)
    {
        var client = await JoinAsync(CodecManner.Confirms | CodecManner.HidesOwn);
        var random = new Random(seed);
        var open = new List<ChatMessage>();
        var confirmed = new HashSet<long>();
        var foreign = new List<ChatMessage>();
        for (var step = 0; step < 300; step++)
        {
            foreach (var one in await SayAsync(random.Next(1, 4), random.Next(1, 90)))
            {
                if (one.SenderId != 1)
                {
                    open.Add(one);
                    foreign.Add(one);
                }
            }

            await ReadAsync(client);
            foreach (var one in open.Where(_ => random.Next(3) > 0).ToArray())
            {
                Assert.True(Book(client).TryConfirm(one.MessageId));
                confirmed.Add(one.Seq);
                open.Remove(one);
            }

            Told.Failures = random.Next(4) == 0 ? 1 : 0;
            if (random.Next(2) == 0)
            {
                await FlushAsync();
            }
        }

        Told.Failures = 0;
        await FlushAsync();
        Assert.True(Book(client).TryConfirm(open[0].MessageId)); // none of them was forgotten
        var stages = Stages();
        Assert.All(foreign, one => Assert.Equal(
            confirmed.Contains(one.Seq) ? DeliveryStage.Confirmed : DeliveryStage.Handed, stages[one.Seq]));
    }

    private Dictionary<long, DeliveryStage> Stages()
    {
        var stages = new Dictionary<long, DeliveryStage>();
        foreach (var one in Told.Told)
        {
            for (var place = one.After + 1; place <= one.Seq; place++)
            {
                stages[place] = (DeliveryStage)Math.Max((int)one.Stage, (int)stages.GetValueOrDefault(place));
            }
        }

        return stages;
    }

    private ReceiptBook Book(RawClient client) => _sessions[client].Receipts;

    /// <returns>What was told with this report.</returns>
    private async Task<IEnumerable<Receipt>> FlushAsync()
    {
        var before = Told.Told.Count;
        await _server.Fanout.FlushPositionsAsync(1, CancellationToken.None);
        return Told.Told.Skip(before);
    }

    private async Task<ImmutableArray<ChatMessage>> SayAsync(int sender, int count)
    {
        var log = _server.Grains.Room(5).Log;
        ImmutableArray<ChatMessage> all = [.. Enumerable.Range(0, count).Select(i => log.Post(sender, $"{i}"))];
        await AnnounceAsync("r:5", [.. all]);
        return all;
    }

    private Task AnnounceAsync(string conversation, params ImmutableArray<ChatMessage> messages) =>
        _server.Grains.Stream.OnNextAsync(new Delivery(conversation, [], messages, []));

    private async Task<RawClient> JoinAsync(CodecManner manner = CodecManner.Confirms, int user = 1)
    {
        _server.Grains.Inbox(user).Rooms = [5];
        var client = await _server.ConnectAsync($"/as/{(int)manner}/{user}");
        _clients.Add(client);
        await client.SendAsync("ready");
        Assert.Equal("ready", await client.ReadTextAsync());
        _sessions[client] = _opened!;
        return client;
    }

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
