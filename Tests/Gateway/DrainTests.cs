using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class DrainTests
{
    [Fact]
    public async Task Clients_that_do_not_read_hold_the_stop_up_no_longer_than_its_deadline()
    {
        var server = await GatewayServer.StartAsync(options: new GatewayOptions
        {
            Strict = false,
            LeaseDebounce = TimeSpan.FromMilliseconds(50),
            DrainDeadline = TimeSpan.FromSeconds(4),
        });
        RawClient[] stuck = [await JoinAsync(server, 1), await JoinAsync(server, 2)];
        var behind = stuck.Select((_, at) => server.Fanout.SessionsOf(at + 1)[0]).ToArray();
        var body = new string('x', 16 * 1024);
        for (var i = 0; i < 2_000 && !behind.All(IsStuck); i++)
        {
            var row = server.Grains.Room(5).Log.Post(9, body);
            await server.Grains.Stream.OnNextAsync(new Delivery("r:5", [], [row], []));
        }

        await Eventually.TrueAsync(() => behind.All(IsStuck)); // another thread may be about to show them all
        // Not before: they answer no ping, and the others take their time.
        RawClient[] quiet = [await JoinAsync(server, 3), await JoinAsync(server, 4)];
        var goodbyes = Task.WhenAll(quiet.Select(client => client.ReadCloseAsync()));
        await server.App.StopAsync();

        Assert.Equal(0, server.Sockets.Count);
        Assert.All(await goodbyes, goodbye => Assert.Equal(SocketCloseCode.GoingAway, goodbye.Code));

        foreach (var client in stuck)
        {
            Assert.True(await client.IsEndedAsync()); // cut: it never took what was before the close frame
        }

        Assert.All(stuck.Concat(quiet), client => client.Dispose());
        await server.App.DisposeAsync();
    }

    private static bool IsStuck(SocketSession one) => one.PendingFrames > 30 || one.IsClosing;

    private static async Task<RawClient> JoinAsync(GatewayServer server, int user)
    {
        server.Grains.Inbox(user).Rooms = user <= 2 ? [5] : [];
        var client = await server.ConnectAsync($"/{user}");
        await client.SendAsync("ready");
        Assert.Equal("ready", await client.ReadTextAsync());
        return client;
    }
}
