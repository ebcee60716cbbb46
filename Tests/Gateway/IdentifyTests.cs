using System.Globalization;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class IdentifyTests : IAsyncLifetime
{
    private readonly List<RawClient> _clients = [];
    private readonly List<SocketSession> _sessions = [];
    private GatewayServer _server = null!;

    public async Task InitializeAsync() => _server = await StartAsync(options: null);

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_not_said_who_he_is_is_shown_nothing_and_answered()
    {
        var client = await ConnectAsync();
        await AnnounceAsync("nobody sees it");
        await _server.Grains.Stream.OnNextAsync(
            new Delivery("", [], [], [new Notice(NoticeKind.ProfileChanged, 1, UserId: 8)]));
        await client.SendAsync("still here");
        Assert.Equal("still here", await client.ReadTextAsync());
        Assert.True(_sessions[0].Identity.IsUnknown);
        Assert.Empty(_server.Fanout.SessionsOf(0));
        Assert.Equal(1, _server.Sockets.Count);
    }

    [Fact]
    public async Task Who_says_who_he_is_listens_is_present_and_has_positions_from_then_on()
    {
        var client = await ConnectAsync();
        await AnnounceAsync("before");
        Assert.Equal("True", await SayAsync(client, "i am 7"));
        var session = Assert.Single(_server.Fanout.SessionsOf(7));
        Assert.Equal(("session-7-Web", false), (session.Identity.SessionId, session.Identity.IsUnknown));
        Assert.Equal(session.Id, Assert.Single(_server.Grains.Presence(7).Connections).Key);
        await AnnounceAsync("after");
        Assert.Equal("after", await client.ReadTextAsync());
        await _server.Fanout.FlushPositionsAsync(7, CancellationToken.None);
        Assert.Equal(2, _server.Grains.Inbox(7).Positions["r:5"]);

        client.Dispose();
        await Eventually.TrueAsync(() => _server.Sockets.Count == 0);
        Assert.Empty(_server.Grains.Presence(7).Connections);
        Assert.Empty(_server.Fanout.SessionsOf(7));
    }

    [Fact]
    public async Task It_is_said_once_and_never_on_a_socket_that_was_known()
    {
        var client = await ConnectAsync();
        Assert.Equal("True", await SayAsync(client, "i am 7"));
        Assert.Equal("InvalidOperationException", await SayAsync(client, "i am 7"));
        Assert.Equal("InvalidOperationException", await SayAsync(await ConnectAsync("/9"), "i am 7"));
    }

    [Fact]
    public async Task Only_a_user_of_the_same_protocol_can_be_said()
    {
        await ConnectAsync();
        foreach (var wrong in new[] { SocketIdentity.Unknown("Plain"), new SocketIdentity("Other", 7, "", "", "") })
        {
            await Assert.ThrowsAsync<ArgumentException>(
                async () => await _server.Gateway.IdentifyAsync(_sessions[0], wrong));
        }
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_leaves_a_nobody_behind()
    {
        _server.Grains.Inbox(7).Refusal = ChatError.Unavailable;
        var client = await ConnectAsync();
        Assert.Equal("False", await SayAsync(client, "i am 7"));
        Assert.True(_sessions[0].Identity.IsUnknown);
        Assert.Empty(_server.Fanout.SessionsOf(7));
        Assert.Empty(_server.Grains.Presence(7).Connections);
        await AnnounceAsync("nobody sees it");
        Assert.Equal("InvalidOperationException", await SayAsync(client, "i am 7")); // it is the protocol's to close it
    }

    [Fact]
    public async Task The_older_socket_of_the_same_device_ends()
    {
        var (first, second) = (await ConnectAsync(), await ConnectAsync());
        Assert.Equal("True", await SayAsync(second, "i am 7")); // the one that opened later says so sooner
        Assert.Equal("True", await SayAsync(first, "i am 7"));
        Assert.Equal((4001, "ended 2"), await second.ReadCloseAsync());
        Assert.Equal("still here", await SayAsync(first, "still here"));
        Assert.True(_sessions[0].OpenedAtUnixMs >= _sessions[1].OpenedAtUnixMs);
    }

    [Fact]
    public async Task The_end_of_a_session_ends_the_socket_that_said_it_was_his()
    {
        var client = await ConnectAsync();
        await SayAsync(client, "i am 7");
        await _server.Grains.Stream.OnNextAsync(new Delivery(
            "", [7], [], [new Notice(NoticeKind.SessionEnded, 1, UserId: 7, Text: "session-7-Web")]));
        Assert.Equal((4001, "ended 0"), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task A_stop_waits_for_who_is_saying_it_and_leaves_no_presence()
    {
        var hold = new TaskCompletionSource();
        _server.Grains.Presence(7).HoldConnect = hold;
        var (busy, quiet) = (await ConnectAsync(), await ConnectAsync());
        await busy.SendAsync("i am 7");
        await Eventually.TrueAsync(() => _server.Grains.Presence(7).Connects == 1);
        var stopping = _server.App.StopAsync();
        Assert.Equal(SocketCloseCode.GoingAway, (await quiet.ReadCloseAsync()).Code);
        hold.SetResult();
        Assert.Equal("True", await busy.ReadTextAsync());
        Assert.Equal(SocketCloseCode.GoingAway, (await busy.ReadCloseAsync()).Code);
        busy.Dispose();
        quiet.Dispose();
        await stopping;
        Assert.Empty(_server.Grains.Presence(7).Connections);
    }

    [Fact]
    public async Task A_socket_that_ends_while_it_is_said_leaves_nothing_behind()
    {
        var hold = new TaskCompletionSource();
        _server.Grains.Presence(7).HoldConnect = hold;
        var client = await ConnectAsync();
        var saying = _server.Gateway.IdentifyAsync(_sessions[0], GatewayServer.Named(7, "Web")).AsTask();
        client.Dispose(); // the gateway has stopped reading before the cluster answers
        await Eventually.TrueAsync(() => _sessions[0].Closing.IsCancellationRequested);
        hold.SetResult();
        await saying;
        await Eventually.TrueAsync(() => _server.Sockets.Count == 0);
        Assert.Empty(_server.Grains.Presence(7).Connections);
        Assert.Empty(_server.Fanout.SessionsOf(7));
    }

    [Fact]
    public async Task After_the_end_of_the_socket_it_is_too_late()
    {
        (await ConnectAsync()).Dispose();
        await Eventually.TrueAsync(() => _server.Sockets.Count == 0);
        Assert.False(await _server.Gateway.IdentifyAsync(_sessions[0], GatewayServer.Named(7)));
        Assert.Empty(_server.Grains.Presence(7).Connections);
    }

    [Fact]
    public async Task A_user_has_so_many_sockets_whenever_they_said_whose_they_are()
    {
        await using var server = await StartAsync(new GatewayOptions { SocketsPerUser = 2, UnknownSocketsPerAddress = 3 });
        List<RawClient> clients = [];
        foreach (var device in new[] { "a", "b", "c" })
        {
            clients.Add(await server.ConnectAsync("/as/0/unknown"));
            Assert.Equal(device != "c" ? "True" : "False", await SayAsync(clients[^1], $"i am 7 {device}"));
        }

        Assert.Equal(2, server.Fanout.SessionsOf(7).Count);
        await Task.WhenAll(clients.Select(async client =>
        {
            client.Dispose();
            await Eventually.TrueAsync(() => server.Sockets.Count == 0);
        }));
        using var again = await server.ConnectAsync("/as/0/unknown");
        Assert.Equal("True", await SayAsync(again, "i am 7 c"));
    }

    [Fact]
    public async Task The_protocol_has_the_first_word_before_a_frame_is_read()
    {
        await using var server = await GatewayServer.StartAsync(handler: (_, session) =>
        {
            var opened = false;
            return new ScriptHandler(session)
            {
                Open = async _ =>
                {
                    await Task.Yield();
                    session.TrySend("welcome"u8.ToArray());
                    opened = true;
                },
                Text = _ => ValueTask.FromResult<string?>($"{opened}"),
            };
        });
        using var client = await server.ConnectAsync("/as/0/unknown");
        await client.SendAsync("first");
        Assert.Equal(["welcome", "True"], [await client.ReadTextAsync(), await client.ReadTextAsync()]);
    }

    [Fact]
    public async Task A_protocol_that_fails_at_its_first_word_closes_the_socket_and_one_that_closes_it_is_obeyed()
    {
        await using var server = await GatewayServer.StartAsync(handler: (_, session) => new ScriptHandler(session)
        {
            Open = _ =>
            {
                if (session.Identity.UserId == 1)
                {
                    throw new InvalidDataException("The test asked for it.");
                }

                session.TrySend("no such user"u8.ToArray());
                session.Close(SocketCloseCode.PolicyViolation, "no such user");
                return default;
            },
        });
        using var faulty = await server.ConnectAsync("/1");
        Assert.Equal(SocketCloseCode.Fault, (await faulty.ReadCloseAsync()).Code);
        using var refused = await server.ConnectAsync("/as/0/unknown");
        Assert.Equal("no such user", await refused.ReadTextAsync());
        Assert.Equal(SocketCloseCode.PolicyViolation, (await refused.ReadCloseAsync()).Code);
    }

    private async Task<GatewayServer> StartAsync(GatewayOptions? options)
    {
        GatewayServer? server = null;
        server = await GatewayServer.StartAsync(options: options, handler: (_, session) =>
        {
            _sessions.Add(session);
            return new ScriptHandler(session) { Text = text => AnswerAsync(server!, session, text) };
        });
        server.Grains.Inbox(7).Rooms = [5];
        return server;
    }

    private static async ValueTask<string?> AnswerAsync(GatewayServer server, SocketSession session, string text)
    {
        if (text.Split(' ') is not ["i", "am", var user, .. var device])
        {
            return null;
        }

        try
        {
            var id = int.Parse(user, NumberStyles.None, CultureInfo.InvariantCulture);
            return $"{await server.Gateway.IdentifyAsync(session, GatewayServer.Named(id, device is [var one] ? one : "Web"))}";
        }
        catch (InvalidOperationException)
        {
            return nameof(InvalidOperationException);
        }
    }

    private static async Task<string> SayAsync(RawClient client, string text)
    {
        await client.SendAsync(text);
        return await client.ReadTextAsync();
    }

    private Task AnnounceAsync(string text) => _server.Grains.Stream.OnNextAsync(
        new Delivery("r:5", [], [_server.Grains.Room(5).Log.Post(2, text)], []));

    private async Task<RawClient> ConnectAsync(string path = "/as/0/unknown")
    {
        var client = await _server.ConnectAsync(path);
        _clients.Add(client);
        return client;
    }
}
