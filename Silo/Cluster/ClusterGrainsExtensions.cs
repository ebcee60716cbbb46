using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using OrleansChat.Fanout;
using OrleansChat.Silo.Streams;

namespace OrleansChat.Silo.Cluster;

/// <summary>Puts what the grains need of a silo into it, whatever its clustering and storage are.</summary>
public static class ClusterGrainsExtensions
{
    private const string SubscriptionStorage = "PubSubStore";

    /// <summary>One stream a node, and order within it, need no more.</summary>
    private const int Queues = 1;

    /// <summary>Half of it is what a delivery waits for on average.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Adds the grains, the stream provider of deliveries and the port that uses it.</summary>
    /// <param name="silo">A silo with clustering and a grain storage named <c>Default</c>.</param>
    /// <remarks>Subscriptions are kept in memory: nodes subscribe when they start.</remarks>
    public static ISiloBuilder AddChatGrains(this ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorage(SubscriptionStorage);
        silo.AddMemoryStreams(Delivery.Provider, streams =>
        {
            streams.ConfigurePartitioning(Queues);
            streams.ConfigurePullingAgent(
                agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = PollInterval));
        });
        silo.Services.TryAddSingleton<IFanout, StreamFanout>();
        silo.Services.TryAddSingleton<LossSignal>();
        return silo;
    }
}
