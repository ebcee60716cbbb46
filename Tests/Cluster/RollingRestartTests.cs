using OrleansChat.Tests.Load;
using OrleansChat.Tests.Support;
using Xunit.Abstractions;

namespace OrleansChat.Tests.Cluster;

/// <summary>How operators bring a new version in: one node after the other is drained and started again.</summary>
[Collection(nameof(ClusterTests))]
[Trait("Category", "Cluster")]
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Nodes_drained_and_started_one_after_the_other_lose_double_and_reorder_nothing()
    {
        await using var cluster = await ClusterOfProcesses.StartAsync(
            NodeKind.CoHosted, NodeKind.CoHosted, NodeKind.CoHosted);
        await cluster.RunAsync(async () =>
        {
            var report = new ClusterReport(output);
            var plan = new LoadPlan { Users = ClusterReport.Setting("CHAT_CLUSTER_SOCKETS", 60) * 4 / 5 };
            await using var load = await ClusterLoad.StartAsync(plan, cluster.Frontends, ChatHost.AdminToken);
            for (var round = 0; round < ClusterReport.Setting("CHAT_CLUSTER_ROUNDS", 1); round++)
            {
                await load.SpreadAsync();
                load.Speak();
                await Task.Delay(WarmUp);
                var from = load.NowMs;
                foreach (var node in cluster.Nodes)
                {
                    Assert.Equal(0, round % 2 == 0 ? await node.DrainAsync() : await node.TerminateAsync());
                    node.Start();
                    await node.ReadyAsync();
                }

                var to = await load.RecoveredAsync(load.NowMs);
                await load.FallSilentAsync();
                var faults = await load.JudgeAsync();
                report.Add(LoadFigures.Of(load.Sent, from, to), faults);
                Assert.Equal("", await cluster.VerifyLogAsync());
                if (faults.Count > 0)
                {
                    break;
                }
            }

            Assert.Empty(report.Write("rolling-restart", load, cluster));
            Assert.Empty(cluster.OwnEnds);
        });
    }
}
