using System.Net.Http.Json;
using System.Text.Json;
using OrleansChat.Tests.Load;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

/// <summary>One process of the plain build, then three nodes of the Orleans build, then the plain build again, on one
/// database.</summary>
[Collection(nameof(ClusterTests))]
[Trait("Category", "Cluster")]
public sealed class MovingTests : IDisposable
{
    private const int TailLines = 40;

    private readonly string _folder =
        Path.Combine(Path.GetTempPath(), $"chat-tests-{Environment.ProcessId}-moving");

    private int _nodes;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_cluster_serves_what_one_process_wrote_and_the_other_way_round()
    {
        await using var database = new ClusterDatabase(Directory.CreateDirectory(_folder).FullName);
        var connection = await database.StartAsync();
        var people = new MovedPeople();

        await ServeAsync(connection, NodeKind.Embedded, 1, async nodes =>
        {
            await people.RegisterAsync(nodes);
            await people.TalkAsync(nodes, "one process");
            await people.CheckAsync(nodes);
        });
        await ServeAsync(connection, NodeKind.CoHosted, 3, async nodes =>
        {
            await people.CheckAsync(nodes);
            await people.TalkAsync(nodes, "three nodes");
            await people.CheckAsync(nodes);
        });
        await ServeAsync(connection, NodeKind.Embedded, 1, async nodes =>
        {
            await people.CheckAsync(nodes);
            await people.TalkAsync(nodes, "one process again");
            await people.CheckAsync(nodes);
        });
    }

    private static async Task VerifyLogAsync(LoadNode node)
    {
        using var http = new HttpClient { BaseAddress = node.Admin };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ChatHost.AdminToken);
        var verdict = await http.GetFromJsonAsync<JsonElement>("/admin/log/verify");
        Assert.True(verdict.GetProperty("ok").GetBoolean(), verdict.ToString());
    }

    private async Task ServeAsync(
        string connection, NodeKind kind, int count, Func<IReadOnlyList<LoadNode>, Task> use)
    {
        NodeProcess[] nodes =
            [.. Enumerable.Range(0, count).Select(_ => new NodeProcess(++_nodes, kind, _folder, connection))];
        try
        {
            Array.ForEach(nodes, node => node.Start());
            await Task.WhenAll(nodes.Select(node => node.ReadyAsync()));
            LoadNode[] addresses = [.. nodes.Select(node => node.Address)];
            await use(addresses);
            await VerifyLogAsync(addresses[^1]);
            foreach (var node in nodes)
            {
                Assert.Equal(0, await node.TerminateAsync());
            }

            Assert.Empty(nodes.SelectMany(node => node.OwnEnds));
        }
        catch (Exception failure)
        {
            var tails = await Task.WhenAll(nodes.Select(node => node.TailAsync(TailLines)));
            throw new InvalidOperationException($"{kind}: {failure.Message}\n{string.Join('\n', tails)}", failure);
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }
}
