using System.Globalization;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class TargetLanesTests
{
    private readonly TaskCompletionSource _gate = new();

    [Fact]
    public async Task What_waits_for_one_target_keeps_its_order_and_holds_up_no_other()
    {
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        foreach (var text in (string[])["a:wait", "a:2", "b:3", "a:4", "b:5"])
        {
            await client.SendAsync(text);
        }

        Assert.Equal("b:3", await client.ReadTextAsync());
        Assert.Equal("b:5", await client.ReadTextAsync());
        _gate.SetResult();
        Assert.Equal("a:wait", await client.ReadTextAsync());
        Assert.Equal("a:2", await client.ReadTextAsync());
        Assert.Equal("a:4", await client.ReadTextAsync());
    }

    [Fact]
    public async Task A_client_that_asks_for_more_than_may_wait_is_read_later_and_loses_nothing()
    {
        const int Sent = 3 * TargetLanes<char, string>.Capacity;
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync("a:wait");
        for (var i = 1; i < Sent; i++)
        {
            await client.SendAsync($"a:{i}");
        }

        await client.SendAsync("b:last");
        _gate.SetResult();

        Assert.Equal("a:wait", await client.ReadTextAsync());
        var answers = new List<string>();
        while (answers.Count < Sent)
        {
            answers.Add(await client.ReadTextAsync());
        }

        Assert.Contains("b:last", answers);
        Assert.Equal(
            Enumerable.Range(1, Sent - 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"a:{i}")),
            answers.Where(answer => answer[0] == 'a'));
    }

    [Fact]
    public async Task A_fault_in_a_lane_closes_the_socket_and_drops_what_waited_there()
    {
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync("a:wait");
        await client.SendAsync("a:fault");
        await client.SendAsync("a:3");
        _gate.SetResult();

        Assert.Equal("a:wait", await client.ReadTextAsync());
        Assert.Equal(SocketCloseCode.Fault, (await client.ReadCloseAsync()).Code);
        await Eventually.TrueAsync(() => server.Sockets.Open.All(one => !one.IsBusy));
    }

    [Fact]
    public async Task What_was_said_before_a_good_bye_is_handled_before_it_is_answered()
    {
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync("a:wait");
        await client.SendAsync("a:2");
        await client.WriteAsync(RawClient.Frame(0x88, [0x03, 0xE8]));
        await client.SendAsync("a:3"); // after it, which is heard by nobody
        _gate.SetResult();

        Assert.Equal("a:wait", await client.ReadTextAsync());
        Assert.Equal("a:2", await client.ReadTextAsync());
        Assert.Equal(SocketCloseCode.Normal, (await client.ReadCloseAsync()).Code);
    }

    private Task<GatewayServer> StartAsync() =>
        GatewayServer.StartAsync(handler: (_, session) => new LaneHandler(session, _gate.Task));
}
