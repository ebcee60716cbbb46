using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Load;

/// <summary>The load of the cluster's tests before one server, whose clients lose their connections.</summary>
public sealed class DroppedSocketTests
{
    [Fact]
    public async Task Who_keeps_losing_his_connection_misses_nothing_and_says_nothing_twice()
    {
        await using var host = await ChatHost.StartAsync();
        var node = new LoadNode(1, host.Chat33Url, host.AdminUrl);
        await using var load = await ClusterLoad.StartAsync(
            new LoadPlan { Users = 12, MessagesPerSecond = 100 }, [node], ChatHost.AdminToken);

        load.Speak();
        await load.DropAsync(times: 40, TimeSpan.FromMilliseconds(50));
        await load.FallSilentAsync();

        Assert.Empty(await load.JudgeAsync());
        Assert.Empty(await host.VerifyLogAsync());
        Assert.NotEmpty(load.Sent);
    }
}
