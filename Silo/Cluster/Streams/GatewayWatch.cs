namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Hears in a process without a silo that a connection to one broke.</summary>
/// <remarks>Sooner than the next lease says so, and also when the silo lives on: what was under way is lost.</remarks>
internal sealed class GatewayWatch(ClusterWatch watch) : IClusterConnectionStatusObserver
{
    public void NotifyGatewayCountChanged(
        int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        if (connectionRecovered || currentNumberOfGateways < previousNumberOfGateways)
        {
            watch.Suspect(connectionRecovered ? "a gateway is there again" : "a gateway was lost");
        }
    }

    public void NotifyClusterConnectionLost() => watch.Suspect("the cluster was lost");
}
