namespace OrleansChat.Benchmarks.Server;

/// <summary>A server of our own, of one node or more over the database of the first.</summary>
internal sealed class ServerCluster : IDisposable
{
    private readonly List<ServerProcess> _nodes = [];

    public ServerAddress Address =>
        _nodes[0].Address with { Others = [.. _nodes.Skip(1).Select(node => node.Address)] };

    /// <summary>Starts the nodes one by one and waits until traffic is welcome.</summary>
    public static async Task<ServerCluster> StartAsync(int nodes, CancellationToken cancellation)
    {
        var cluster = new ServerCluster();
        try
        {
            for (var i = 0; i < nodes; i++)
            {
                cluster._nodes.Add(await ServerProcess.StartAsync(cluster._nodes.FirstOrDefault(), cancellation));
            }

            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Stops the first node last: the database is its.</summary>
    public void Dispose()
    {
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            _nodes[i].Dispose();
        }
    }
}
