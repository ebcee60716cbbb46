using OrleansChat.Tests.Load;
using OrleansChat.Tests.Support;
using Xunit.Abstractions;

namespace OrleansChat.Tests.Cluster;

/// <summary>What clients see of a node that goes away while they talk: a reconnect, and a delay.</summary>
[Collection(nameof(ClusterTests))]
[Trait("Category", "Cluster")]
public sealed class NodeLossTests(ITestOutputHelper output)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private static readonly NodeKind[] ThreeNodes = [NodeKind.CoHosted, NodeKind.CoHosted, NodeKind.CoHosted];

    [Fact]
    public Task A_killed_node_of_three_loses_doubles_and_reorders_nothing() =>
        LoseAsync("kill-1-of-3", ThreeNodes, async (cluster, load, turn) =>
        {
            var (node, at) = (cluster.Nodes[turn % cluster.Nodes.Count], load.NowMs);
            await node.KillAsync();
            await load.RecoveredAsync(at); // without its help: it stays away until the others have taken over
            node.Start();
            await node.ReadyAsync();
        });

    [Fact]
    public Task A_killed_silo_beneath_two_frontends_loses_doubles_and_reorders_nothing() =>
        LoseAsync(
            "kill-1-of-2-silos",
            [NodeKind.Silo, NodeKind.Silo, NodeKind.Frontend, NodeKind.Frontend],
            async (cluster, load, turn) =>
            {
                var (silo, at) = (cluster.Nodes[turn % 2], load.NowMs);
                await silo.KillAsync();
                await load.RecoveredAsync(at);
                silo.Start();
                await silo.ReadyAsync();
            });

    [Fact]
    public Task A_node_that_hangs_for_twenty_seconds_and_wakes_loses_doubles_and_reorders_nothing() =>
        LoseAsync("stop-1-of-3", ThreeNodes, async (cluster, load, turn) =>
        {
            var node = cluster.Nodes[turn % cluster.Nodes.Count];
            await node.SignalAsync("STOP");
            await Task.Delay(Pause);
            await node.SignalAsync("CONT");
            await load.RecoveredAsync(load.NowMs);
            await node.ReadyAsync();
        });

    [Fact]
    public Task A_database_that_breaks_and_returns_loses_doubles_and_reorders_nothing() =>
        LoseAsync("postgres-restart", ThreeNodes, async (cluster, load, _) =>
        {
            await cluster.Database.BreakAsync();
            await cluster.Database.StartAsync();
            await load.RecoveredAsync(load.NowMs);
        });

    /// <summary>Breaks something under load as often as is asked for, and asks all clients and all nodes each
    /// time.</summary>
    /// <remarks>By turns: what a node lost has moved to the others, and the node that came back last has no
    /// conversation to lose yet.</remarks>
    private async Task LoseAsync(
        string test, NodeKind[] kinds, Func<ClusterOfProcesses, ClusterLoad, int, Task> lose)
    {
        await using var cluster = await ClusterOfProcesses.StartAsync(kinds);
        await cluster.RunAsync(async () =>
        {
            var report = new ClusterReport(output);
            await using var load = await ClusterLoad.StartAsync(new LoadPlan(), cluster.Frontends, ChatHost.AdminToken);
            var first = Random.Shared.Next(kinds.Length);
            for (var round = 0; round < ClusterReport.Setting("CHAT_CLUSTER_ROUNDS", 1); round++)
            {
                await load.SpreadAsync();
                load.Speak();
                await Task.Delay(WarmUp);
                var from = load.NowMs;
                await lose(cluster, load, first + round);
                var to = await load.RecoveredAsync(from);
                await load.FallSilentAsync();
                var faults = await load.JudgeAsync();
                report.Add(LoadFigures.Of(load.Sent, from, to), faults);
                Assert.Equal("", await cluster.VerifyLogAsync());
                if (faults.Count > 0)
                {
                    break;
                }
            }

            Assert.Empty(report.Write(test, load, cluster));
        });
    }
}
