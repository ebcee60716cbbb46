using System.Net;

namespace OrleansChat.Silo.Hosting;

/// <summary>A process as a node of its cluster. The embedded runtime, which is one process alone, uses none of
/// it.</summary>
public sealed record NodeOptions
{
    /// <value><c>Chat:Cluster:Mode</c>.</value>
    public NodeRole Role { get; init; } = NodeRole.CoHosted;

    /// <value><c>Chat:Cluster:Id</c>: nodes with the same id and database find each other.</value>
    public string ClusterId { get; init; } = "orleanschat";

    /// <value><c>Chat:Cluster:Address</c>: where the other nodes reach this one.</value>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <value><c>Chat:Cluster:SiloPort</c>: for the other silos. When it is taken on a loopback address, the next free
    /// one.</value>
    public int SiloPort { get; init; } = 11_111;

    /// <value><c>Chat:Cluster:GatewayPort</c>: for frontends without grains; 0 for none. Taken as
    /// <see cref="SiloPort"/>.</value>
    public int GatewayPort { get; init; } = 30_000;

    /// <value><c>Chat:Cluster:ResponseTimeout</c>: how long a call to another node waits for its answer.</value>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <value><c>Chat:Cluster:Profiling</c>: whether the dashboard counts and times each call.</value>
    public bool IsProfiled { get; init; }

    /// <value><c>Chat:Delivery:StreamProvider</c>.</value>
    public StreamTransport Streams { get; init; } = StreamTransport.Push;
}
