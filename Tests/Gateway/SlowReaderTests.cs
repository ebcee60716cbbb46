using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class SlowReaderTests
{
    [Fact]
    public async Task Sockets_that_stop_reading_are_closed_with_1013_and_the_others_get_everything()
    {
        await using var server = await GatewayServer.StartAsync();
        var (slow, healthy) = (await JoinAsync(server, 1), await JoinAsync(server, 2));
        using var third = await JoinAsync(server, 3);
        var body = new string('x', 16 * 1024);
        var room = server.Grains.Room(5);
        var sessions = (int[])[1, 3];
        var stopped = sessions.Select(user => server.Fanout.SessionsOf(user)[0]).ToArray();
        var most = 0;
        Task<(int Code, string Reason)>? said = null;
        for (var i = 0; i < 2_000 && !stopped.All(one => one.IsClosing); i++)
        {
            await server.Grains.Stream.OnNextAsync(new Delivery("r:5", [], [room.Log.Post(2, body)], []));
            Assert.Equal(body, await healthy.ReadTextAsync());
            said ??= stopped[0].IsClosing ? slow.ReadCloseAsync() : null;
            most = Math.Max(most, stopped.Max(one => one.PendingFrames));
        }

        Assert.All(stopped, one => Assert.True(one.IsClosing));
        var limits = new SocketLimits();
        Assert.InRange(most, 1, limits.OutboxFrames * limits.BurstFactor);
        Assert.Equal(SocketCloseCode.TryAgainLater, (await (said ?? slow.ReadCloseAsync())).Code);
        await server.Grains.Stream.OnNextAsync(new Delivery("r:5", [], [room.Log.Post(2, "after")], []));
        Assert.Equal("after", await healthy.ReadTextAsync());
        slow.Dispose();
        healthy.Dispose();
    }

    [Fact]
    public async Task A_burst_of_a_thousand_messages_reaches_a_reader_who_reads()
    {
        await using var server = await GatewayServer.StartAsync();
        using var client = await JoinAsync(server, 1);
        var room = server.Grains.Room(5);
        ImmutableArray<ChatMessage> burst = [.. Enumerable.Range(0, 1_000).Select(i => room.Log.Post(2, $"n{i}"))];
        await server.Grains.Stream.OnNextAsync(new Delivery("r:5", [], burst, []));
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal($"n{i}", await client.ReadTextAsync());
        }
    }

    [Fact]
    public async Task A_client_that_answers_no_ping_is_dropped()
    {
        await using var server = await GatewayServer.StartAsync(new SocketLimits
        {
            KeepAliveInterval = TimeSpan.FromMilliseconds(200),
            KeepAliveTimeout = TimeSpan.FromMilliseconds(500),
        });
        using var client = await server.ConnectAsync();
        Assert.InRange(server.Grains.Presence(1).Connects, 1, int.MaxValue);
        await Eventually.TrueAsync(() => server.Sockets.Count == 0);
        Assert.Empty(server.Grains.Presence(1).Connections);
    }

    [Fact]
    public async Task Faster_than_allowed_is_refused_in_words_and_at_last_closed_with_1008()
    {
        await using var server = await GatewayServer.StartAsync(
            new SocketLimits { FramesPerSecond = 1, Burst = 5, MaxRefusals = 20 });
        using var client = await server.ConnectAsync();
        for (var i = 0; i < 40; i++)
        {
            await client.SendAsync("m");
        }

        Assert.Equal("m", await client.ReadTextAsync());
        string text;
        do
        {
            text = await client.ReadTextAsync();
        }
        while (text == "m");
        Assert.Equal("slower", text);
        Assert.Equal(SocketCloseCode.PolicyViolation, (await client.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task Stopping_the_host_lets_a_pending_answer_out_and_says_1001_to_everybody()
    {
        EchoHandler.Gate = new TaskCompletionSource();
        var server = await GatewayServer.StartAsync();
        using var idle = await JoinAsync(server, 1);
        using var busy = await JoinAsync(server, 2);
        var waits = EchoHandler.Waits;
        await busy.SendAsync("wait");
        await Eventually.TrueAsync(() => EchoHandler.Waits > waits);
        var stop = server.App.StopAsync();
        Assert.Equal(SocketCloseCode.GoingAway, (await idle.ReadCloseAsync()).Code);
        await idle.WriteAsync(RawClient.Frame(0x88, [0x03, 0xE9]));
        var late = await RawClient.OpenAsync(server.Address);
        Assert.StartsWith("HTTP/1.1 503", await late.RequestAsync(
            "GET /1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"), StringComparison.Ordinal);
        late.Dispose();
        EchoHandler.Gate.SetResult();
        Assert.Equal("waited", await busy.ReadTextAsync());
        Assert.Equal(SocketCloseCode.GoingAway, (await busy.ReadCloseAsync()).Code);
        await busy.WriteAsync(RawClient.Frame(0x88, [0x03, 0xE9]));
        await stop;
        await server.App.DisposeAsync();
    }

    private static async Task<RawClient> JoinAsync(GatewayServer server, int user)
    {
        server.Grains.Inbox(user).Rooms = [5];
        var client = await server.ConnectAsync($"/{user}");
        await client.SendAsync("ready");
        Assert.Equal("ready", await client.ReadTextAsync());
        return client;
    }
}
