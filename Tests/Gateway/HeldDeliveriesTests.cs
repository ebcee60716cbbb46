using System.Collections.Immutable;
using System.Globalization;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Holding;

namespace OrleansChat.Tests.Gateway;

public sealed class HeldDeliveriesTests : IAsyncLifetime
{
    private readonly List<RawClient> _clients = [];
    private readonly Dictionary<string, long> _shown = [];
    private GatewayServer _server = null!;
    private SocketSession _session = null!;
    private HeldDeliveries _held = null!;

    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync(handler: (_, session) =>
    {
        _session = session;
        _held = session.Hold();
        return new ScriptHandler(session);
    });

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_comes_before_the_release_follows_it_in_order_and_without_what_was_shown()
    {
        var client = await JoinAsync();
        for (var i = 1; i <= 6; i++)
        {
            await SayAsync("r:5", $"r{i}");
            await SayAsync("d:1:2", $"d{i}");
        }

        Assert.Empty(await ReadAsync(client));
        Assert.True(_held.TryRelease(new Dictionary<string, long> { ["r:5"] = 4 }));
        await SayAsync("r:5", "r7");
        Assert.Equal(["d1", "d2", "d3", "d4", "r5", "d5", "r6", "d6", "r7"], await ReadAsync(client));
    }

    [Fact]
    public async Task What_waited_and_the_log_does_not_keep_is_shown_in_its_place()
    {
        var client = await JoinAsync();
        for (var i = 1; i <= 7; i++)
        {
            await SayAsync("r:5", $"{i}");
            await SayAsync("d:1:2", $"d{i}");
        }

        var rows = await Log("r:5").ReadAsync(1, long.MaxValue);
        foreach (var (after, seq) in ((long, int)[])[(0, 3), (3, 4), (4, 6)]) // another socket was shown 1, 2 and 5
        {
            _held.ShowBefore("r:5", after, seq);
            Assert.True(_session.TryShow([rows[seq - 1]]));
        }

        Assert.True(_held.TryRelease(new Dictionary<string, long> { ["r:5"] = 6 }));
        var seen = await ReadAsync(client);
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], seen.Where(text => text[0] != 'd'));
        Assert.Equal(["d1", "d2", "d3", "d4", "d5", "d6", "d7"], seen.Where(text => text[0] == 'd'));
    }

    [Fact]
    public async Task What_the_log_showed_and_is_announced_after_the_release_is_shown_once()
    {
        var client = await JoinAsync();
        var late = Enumerable.Range(1, 3).Select(i => Log("r:5").Post(2, $"{i}")).ToImmutableArray();
        Assert.True(_session.TryShow(late.AsSpan()));
        Assert.True(_held.TryRelease(new Dictionary<string, long> { ["r:5"] = 3 }));
        await AnnounceAsync("r:5", late[0]);
        await SayAsync("d:1:2", "d");
        await AnnounceAsync("r:5", late[1], late[2], Log("r:5").Post(2, "4"));
        Assert.Equal(["1", "2", "3", "d", "4"], await ReadAsync(client));
        Assert.Null(_session.Held); // nothing is looked for any longer
    }

    [Fact]
    public async Task More_than_there_is_room_for_is_read_from_the_log_again()
    {
        var client = await JoinAsync();
        for (var i = 1; i <= HeldDeliveries.MaxWaiting + 1; i++)
        {
            await SayAsync("r:5", $"{i}");
        }

        Assert.False(_held.TryRelease(new Dictionary<string, long>()));
        await SayAsync("r:5", "while it reads");
        Show("r:5");
        await SayAsync("r:5", "behind it");
        Assert.True(_held.TryRelease(_shown));
        await SayAsync("r:5", "live");
        var seen = await ReadAsync(client);
        Assert.Equal(
            [.. Enumerable.Range(1, HeldDeliveries.MaxWaiting + 1).Select(i => $"{i}"), "while it reads", "behind it", "live"],
            seen);
    }

    [Fact]
    public async Task Exactly_as_much_as_there_is_room_for_waits()
    {
        var client = await JoinAsync();
        for (var i = 1; i <= HeldDeliveries.MaxWaiting; i++)
        {
            await SayAsync("r:5", $"{i}");
        }

        Assert.True(_held.TryRelease(new Dictionary<string, long>()));
        Assert.Equal(HeldDeliveries.MaxWaiting, (await ReadAsync(client)).Count);
    }

    [Fact]
    public async Task Notices_wait_in_their_order_and_survive_a_flood_of_messages()
    {
        var client = await JoinAsync();
        await SayAsync("r:5", "1");
        await _server.Grains.Stream.OnNextAsync(
            new Delivery("", [1], [], [new Notice(NoticeKind.ProfileChanged, 1, UserId: 7)]));
        await _server.Grains.Stream.OnNextAsync(
            new Delivery("", [], [], [new Notice(NoticeKind.ProfileChanged, 1, UserId: 8)]));
        for (var i = 2; i <= HeldDeliveries.MaxWaiting + 1; i++)
        {
            await SayAsync("r:5", $"{i}");
        }

        Assert.False(_held.TryRelease(new Dictionary<string, long>()));
        Assert.True(_held.TryRelease(new Dictionary<string, long>()));
        Assert.Equal(["ProfileChanged:7", "ProfileChanged:8"], await ReadAsync(client));
    }

    [Fact]
    public async Task It_is_released_once_and_held_before_it_is_attached_only()
    {
        await JoinAsync();
        Assert.True(_held.TryRelease(new Dictionary<string, long>()));
        Assert.Throws<InvalidOperationException>(() => _held.TryRelease(new Dictionary<string, long>()));
        Assert.Throws<InvalidOperationException>(_session.Hold);
    }

    [Fact]
    public async Task A_position_moves_with_what_is_released_not_with_what_waits()
    {
        var client = await JoinAsync();
        await SayAsync("r:5", "1");
        await _server.Fanout.FlushPositionsAsync(1, CancellationToken.None);
        Assert.Empty(_server.Grains.Inbox(1).Positions);
        Assert.True(_held.TryRelease(new Dictionary<string, long>()));
        Assert.Equal(["1"], await ReadAsync(client));
        await _server.Fanout.FlushPositionsAsync(1, CancellationToken.None);
        Assert.Equal(1, _server.Grains.Inbox(1).Positions["r:5"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Under_load_first_sightings_increase_and_nothing_is_missing_or_shown_twice(int seed)
    {
        var client = await JoinAsync();
        string[] conversations = ["r:5", "r:6", "d:1:2", "d:1:3"];
        var saying = conversations.Select(one => Task.Run(() => TalkAsync(one, 1_500))).ToArray();
        var random = new Random(seed);
        var reads = 0;
        do
        {
            await Task.Delay(random.Next(20));
            foreach (var conversation in conversations)
            {
                Show(conversation);
                await _session.DrainAsync();
            }

            reads++;
        }
        while (!_held.TryRelease(_shown));
        await Task.WhenAll(saying);
        var seen = (await ReadAsync(client)).Select(text => text.Split(' ')).ToLookup(
            parts => parts[0], parts => long.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture));
        Assert.True(reads > 0);
        Assert.All(conversations, one => Assert.Equal(Enumerable.Range(1, 1_500).Select(i => (long)i), seen[one]));
    }

    private Support.FakeLog Log(string conversation) => ConversationKey.TryRoom(conversation, out var room)
        ? _server.Grains.Room(room).Log
        : _server.Grains.Friendship(conversation[2..]).Log;

    private async Task TalkAsync(string conversation, int count)
    {
        var log = Log(conversation);
        for (var i = 1; i <= count; i++)
        {
            var row = log.Post(2, $"{conversation} {i}"); // committed: a read of the log may be before the announcement
            if (i % 16 == 0)
            {
                await Task.Delay(1);
            }

            await AnnounceAsync(conversation, row);
        }
    }

    /// <summary>As a protocol does it: from where it is, a page at a time.</summary>
    private void Show(string conversation)
    {
        var from = _shown.GetValueOrDefault(conversation) + 1;
        while (Log(conversation).ReadAsync(from, long.MaxValue).Result is { Length: > 0 } page)
        {
            Assert.True(_session.TryShow(page.AsSpan()));
            _shown[conversation] = page[^1].Seq;
            from = page[^1].Seq + 1;
        }
    }

    private Task SayAsync(string conversation, string text) =>
        AnnounceAsync(conversation, Log(conversation).Post(2, text));

    private Task AnnounceAsync(string conversation, params ImmutableArray<ChatMessage> messages) =>
        _server.Grains.Stream.OnNextAsync(new Delivery(conversation, [], messages, []));

    private async Task<RawClient> JoinAsync()
    {
        _server.Grains.Inbox(1).Rooms = [5, 6];
        var client = await _server.ConnectAsync("/1");
        _clients.Add(client);
        await client.SendAsync("ready");
        Assert.Equal("ready", await client.ReadTextAsync());
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
