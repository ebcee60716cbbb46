using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Presence;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Presence;

public sealed class PresenceGrainTests
{
    [Fact]
    public async Task A_user_has_a_bounded_number_of_sockets_and_may_renew_each()
    {
        await using var cluster = await TestCluster.StartAsync();
        var presence = cluster.Grains.GetGrain<IPresenceGrain>(1);
        for (var i = 0; i < IPresenceGrain.MaxConnections; i++)
        {
            Assert.Equal(ChatError.None, await ConnectAsync(presence, $"{i}", "web-1"));
        }

        Assert.Equal(ChatError.RateLimited, await ConnectAsync(presence, "more", "web-1"));
        Assert.Equal(ChatError.None, await ConnectAsync(presence, "0", "web-1"));
        await presence.DisconnectAsync("0", CancellationToken.None);
        Assert.Equal(ChatError.None, await ConnectAsync(presence, "more", "web-1"));
    }

    [Fact]
    public async Task A_node_is_named_once_and_as_long_as_it_holds_a_socket()
    {
        await using var cluster = await TestCluster.StartAsync();
        var presence = cluster.Grains.GetGrain<IPresenceGrain>(1);
        await ConnectAsync(presence, "a", "web-1");
        await ConnectAsync(presence, "b", "web-1");
        await ConnectAsync(presence, "c", "web-2");

        Assert.Equal(["web-1", "web-2"], (await presence.NodesAsync(CancellationToken.None)).Order());
        await presence.DisconnectAsync("a", CancellationToken.None);
        await presence.DisconnectAsync("c", CancellationToken.None);
        Assert.Equal(["web-1"], (await presence.NodesAsync(CancellationToken.None)).AsEnumerable());
        cluster.Clock.Move(TimeSpan.FromSeconds(90));
        Assert.Empty(await presence.NodesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_presence_that_ends_says_so_to_the_nodes_that_it_forgets()
    {
        var cluster = await TestCluster.StartAsync();
        await ConnectAsync(cluster.Grains.GetGrain<IPresenceGrain>(1), "a", "web-1");
        await cluster.Grains.GetGrain<IPresenceGrain>(2).NodesAsync(CancellationToken.None);

        await cluster.DisposeAsync();

        var (node, delivery) = Assert.Single(cluster.Fanout.Told); // the other one had nobody to tell
        Assert.Equal(("web-1", ""), (node, delivery.Conversation));
        Assert.Equal((NoticeKind.LeaseEnded, 1), (delivery.Notices[0].Kind, delivery.Notices[0].UserId));
    }

    [Fact]
    public async Task A_device_that_comes_through_another_node_ends_its_older_socket_there_whichever_speaks_last()
    {
        await using var cluster = await TestCluster.StartAsync();
        var presence = cluster.Grains.GetGrain<IPresenceGrain>(1);
        var older = new Connection("a", "web-1", "chat33", "PC", "session", OpenedAtUnixMs: 100);
        var newer = new Connection("b", "web-2", "chat33", "PC", "session", OpenedAtUnixMs: 200);
        await presence.ConnectAsync(older, CancellationToken.None);
        await presence.ConnectAsync(newer with { Device = "iOS" }, CancellationToken.None); // another device stays apart
        Assert.Empty(cluster.Fanout.Told);

        await presence.ConnectAsync(newer, CancellationToken.None);
        await presence.ConnectAsync(older, CancellationToken.None);

        Assert.All(cluster.Fanout.Told, told => Assert.Equal("web-1", told.Node));
        Assert.Equal(["a", "a"], cluster.Fanout.Notices.Select(notice => notice.Text));
        Assert.All(cluster.Fanout.Notices, notice => Assert.Equal(NoticeKind.SocketReplaced, notice.Kind));
        Assert.Equal(["web-2"], (await presence.NodesAsync(CancellationToken.None)).AsEnumerable());
    }

    private static Task<ChatError> ConnectAsync(IPresenceGrain presence, string id, string node) =>
        presence.ConnectAsync(new Connection(id, node, "chat33", "PC", ""), CancellationToken.None);
}
