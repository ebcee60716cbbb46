namespace OrleansChat.Tests.Cluster;

[Collection(nameof(ClusterTests))]
[Trait("Category", "Cluster")]
public sealed class LostSilosTests
{
    [Fact]
    public async Task After_all_nodes_were_lost_one_of_them_comes_back_alone()
    {
        await using var cluster = await ClusterOfProcesses.StartAsync(NodeKind.CoHosted, NodeKind.CoHosted);
        await cluster.RunAsync(async () =>
        {
            foreach (var node in cluster.Nodes)
            {
                await node.KillAsync();
            }

            cluster.Nodes[0].Start();
            await cluster.Nodes[0].ReadyAsync();
        });
    }
}
