using System.Net.Http.Json;
using System.Text.Json;
using OrleansChat.Tests.Load;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

/// <summary>Nodes as processes, with one private PostgreSQL beneath them.</summary>
internal sealed class ClusterOfProcesses : IAsyncDisposable
{
    private const int TailLines = 40;

    private static int _clusters;

    private readonly string _folder;

    private ClusterOfProcesses(string folder, ClusterDatabase database, NodeProcess[] nodes)
    {
        _folder = folder;
        Database = database;
        Nodes = nodes;
    }

    public ClusterDatabase Database { get; }

    public IReadOnlyList<NodeProcess> Nodes { get; }

    /// <summary>Where clients connect.</summary>
    public IReadOnlyList<LoadNode> Frontends => [.. Nodes.Where(node => node.HasSockets).Select(node => node.Address)];

    /// <summary>What nodes did of their own accord.</summary>
    public IEnumerable<string> OwnEnds => Nodes.SelectMany(node => node.OwnEnds);

    /// <summary>Starts all nodes at once and waits until each takes traffic.</summary>
    public static async Task<ClusterOfProcesses> StartAsync(params NodeKind[] kinds)
    {
        // Named after this process: an orphaned database is found and ended by the next run.
        var folder = Path.Combine(
            Path.GetTempPath(), $"chat-tests-{Environment.ProcessId}-cluster{Interlocked.Increment(ref _clusters)}");
        Directory.CreateDirectory(folder);
        var database = new ClusterDatabase(folder);
        var connectionString = await database.StartAsync();
        var nodes = kinds.Select((kind, place) => new NodeProcess(place + 1, kind, folder, connectionString));
        var cluster = new ClusterOfProcesses(folder, database, [.. nodes]);
        await cluster.RunAsync(async () =>
        {
            foreach (var node in cluster.Nodes)
            {
                node.Start();
            }

            await Task.WhenAll(cluster.Nodes.Select(node => node.ReadyAsync()));
        });
        return cluster;
    }

    /// <summary>Runs a part of a test; a failure carries the ends of the nodes' logs.</summary>
    public async Task RunAsync(Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (Exception failure)
        {
            var tails = await Task.WhenAll(Nodes.Select(node => node.TailAsync(TailLines)));
            throw new InvalidOperationException(
                $"{failure.Message}\n{string.Join('\n', OwnEnds)}\n{string.Join('\n', tails)}", failure);
        }
    }

    /// <summary>The invariants of the database; empty when they hold.</summary>
    public async Task<string> VerifyLogAsync()
    {
        await Nodes.First(node => node.HasSockets).ReadyAsync();
        using var http = new HttpClient { BaseAddress = Frontends[0].Admin };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ChatHost.AdminToken);
        var verdict = await http.GetFromJsonAsync<JsonElement>("/admin/log/verify");
        return verdict.GetProperty("ok").GetBoolean() ? "" : verdict.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        KeepLogs();
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void KeepLogs()
    {
        if (Environment.GetEnvironmentVariable("CHAT_CLUSTER_LOGS") is { Length: > 0 } kept)
        {
            Directory.CreateDirectory(kept);
            foreach (var log in Directory.EnumerateFiles(_folder, "*.log"))
            {
                var name = $"{Path.GetFileName(_folder)}-{Path.GetFileName(log)}";
                File.Copy(log, Path.Combine(kept, name), overwrite: true);
            }
        }
    }
}
