using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using OrleansChat.Fanout;
using OrleansChat.Silo.Streams;

namespace OrleansChat.Silo.Cluster;

/// <summary>Puts what the grains need of a silo into it, whatever its clustering and storage are.</summary>
public static class ClusterGrainsExtensions
{
    private const string SubscriptionStorage = "PubSubStore";

    /// <summary>Adds the stream provider of deliveries and the port that uses it.</summary>
    /// <param name="silo">A silo with clustering and a grain storage named <c>Default</c>.</param>
    /// <remarks>Subscriptions are kept in memory: nodes subscribe when they start.</remarks>
    public static ISiloBuilder AddChatGrains(this ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorage(SubscriptionStorage);
        silo.AddMemoryStreams(Delivery.Provider);
        silo.Services.TryAddSingleton<IFanout, StreamFanout>();
        return silo;
    }
}
