using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.Storage;
using OrleansChat.Fanout;
using OrleansChat.Silo.Cluster.Streams;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Streams;

namespace OrleansChat.Silo.Cluster;

/// <summary>Puts what the chat needs of Orleans into a silo or a client, whatever its clustering and storage
/// are.</summary>
public static class ClusterGrainsExtensions
{
    private const string SubscriptionStorage = "PubSubStore";

    /// <summary>One stream a node, and order within it, need no more.</summary>
    private const int Queues = 1;

    /// <summary>Half of it is what a delivery waits for on average.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Adds the grains, the stream provider of deliveries and the port that uses it.</summary>
    /// <param name="silo">A silo with clustering and a grain storage named <c>Default</c>.</param>
    /// <param name="transport">What carries the deliveries; the same in the whole cluster.</param>
    /// <remarks>Memory streams keep their subscriptions in the grain storage <c>PubSubStore</c>; where the silo has
    /// none of that name, in memory.</remarks>
    public static ISiloBuilder AddChatGrains(
        this ISiloBuilder silo, StreamTransport transport = StreamTransport.Push)
    {
        if (transport is StreamTransport.Push)
        {
            silo.AddPushStreams(Delivery.Provider);
        }
        else
        {
            silo.AddPolledStreams();
        }

        silo.Services.TryAddSingleton<IFanout, StreamFanout>();
        silo.Services.TryAddSingleton<LossSignal>();
        return silo;
    }

    /// <summary>Adds the stream provider of deliveries to a frontend without grains.</summary>
    /// <param name="client">A client with clustering.</param>
    /// <param name="transport">What carries the deliveries; the same in the whole cluster.</param>
    public static IClientBuilder AddChatClient(
        this IClientBuilder client, StreamTransport transport = StreamTransport.Push)
    {
        if (transport is StreamTransport.Push)
        {
            client.AddPushStreams(Delivery.Provider);
        }
        else
        {
            client.AddMemoryStreams(Delivery.Provider, streams => streams.ConfigurePartitioning(Queues));
        }

        client.Services.TryAddSingleton<LossSignal>();
        return client;
    }

    private static void AddPolledStreams(this ISiloBuilder silo)
    {
        if (!silo.Services.Any(one =>
                one.ServiceType == typeof(IGrainStorage) && SubscriptionStorage.Equals(one.ServiceKey)))
        {
            silo.AddMemoryGrainStorage(SubscriptionStorage);
        }

        silo.AddMemoryStreams(Delivery.Provider, streams =>
        {
            streams.ConfigurePartitioning(Queues);
            streams.ConfigurePullingAgent(
                agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = PollInterval));
        });
    }
}
