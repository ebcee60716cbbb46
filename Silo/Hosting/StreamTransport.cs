namespace OrleansChat.Silo.Hosting;

/// <summary>What carries the stream <c>Deliveries</c> between nodes. Setting
/// <c>Chat:Delivery:StreamProvider</c>.</summary>
public enum StreamTransport
{
    /// <summary>Calls to one observer of each node.</summary>
    Push,

    /// <summary>Memory streams of Orleans, polled.</summary>
    Memory,
}
