using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansChat.Fanout;

namespace OrleansChat.Silo.Streams;

/// <summary>Deliveries over the stream of each node.</summary>
internal sealed partial class StreamFanout(IClusterClient client, ILogger<StreamFanout> logger) : IFanout
{
    private IStreamProvider? _provider; // asked for once: every message comes through here

    public async Task AnnounceAsync(string node, Delivery delivery)
    {
        try
        {
            _provider ??= client.GetStreamProvider(Delivery.Provider);
            var stream = _provider.GetStream<Delivery>(StreamId.Create(Delivery.StreamNamespace, node));
            await stream.OnNextAsync(delivery);
        }
#pragma warning disable CA1031 // a delivery is a hint: the node sees the hole and reads the log
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Lost(logger, exception, node);
        }
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "A delivery to node {Node} was lost")]
    private static partial void Lost(ILogger logger, Exception exception, string node);
}
