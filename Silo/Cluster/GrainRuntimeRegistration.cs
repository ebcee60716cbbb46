using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Storage;
using SiloOptions = OrleansChat.Silo.Hosting.SiloOptions;

namespace OrleansChat.Silo.Cluster;

/// <summary>The grain runtime of this build: Orleans. Nodes find each other, and keep what grains remember, in the
/// product's own database.</summary>
internal static class GrainRuntimeRegistration
{
    /// <summary>ADO.NET's name of PostgreSQL in Orleans.</summary>
    private const string Invariant = "Npgsql";

    private const string StateStorage = "Default";
    private const string SubscriptionStorage = "PubSubStore";

    private static readonly TimeSpan GatewayListRefresh = TimeSpan.FromSeconds(5);

    /// <summary>Makes this process a node of the cluster: one with grains, or a client of those that have
    /// them.</summary>
    public static IServiceCollection AddGrainRuntime(this IServiceCollection services, SiloOptions options)
    {
        services.AddSingleton<IGrainInterfaceTypeProvider, RememberedInterfaces>();
        return options.Node.Role is NodeRole.Client
            ? services.AddOrleansClient(client => JoinAsClient(client, options))
            : services.AddOrleans(silo => JoinAsSilo(silo, options));
    }

    private static void JoinAsSilo(ISiloBuilder silo, SiloOptions options)
    {
        var node = options.Node;
        silo.Configure<ClusterOptions>(cluster => Name(cluster, node))
            .Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = node.ResponseTimeout)
            .Configure<EndpointOptions>(endpoints =>
            {
                endpoints.AdvertisedIPAddress = node.Address;
                endpoints.SiloPort = FreePort.From(node.Address, node.SiloPort);
                endpoints.GatewayPort = node.GatewayPort == 0
                    ? 0
                    : FreePort.From(node.Address, node.GatewayPort, except: endpoints.SiloPort);
            })
            .Configure<ClusterMembershipOptions>(MembershipPace.Apply)
            .UseAdoNetClustering(clustering =>
            {
                clustering.Invariant = Invariant;
                clustering.ConnectionString = ClusterConnection.ForMembership(options.ConnectionString);
            })
            .UseAdoNetReminderService(reminders =>
            {
                reminders.Invariant = Invariant;
                reminders.ConnectionString = ClusterConnection.ForState(options.ConnectionString);
            })
            .AddAdoNetGrainStorage(StateStorage, storage => storage.Configure<StateGrainSerializer>((ado, serializer) =>
            {
                Connect(ado, options);
                ado.GrainStorageSerializer = serializer;
            }))
            .AddAdoNetGrainStorage(SubscriptionStorage, storage => storage.Configure(ado => Connect(ado, options)));
        silo.AddChatGrains(node.Streams);
        silo.Services.AddSingleton<StateGrainSerializer>().GuardGrainStorage(StateStorage).AddDatabaseFaults();
        SoleListeners.AddTo(silo.Services);
        LostSilos.AddTo(silo.Services);
        RuntimePages.AddTo(silo, node.IsProfiled);
        if (options.IsTraced)
        {
            silo.AddActivityPropagation();
        }
    }

    private static void JoinAsClient(IClientBuilder client, SiloOptions options)
    {
        var node = options.Node;
        client.Configure<ClusterOptions>(cluster => Name(cluster, node))
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = node.ResponseTimeout)
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = GatewayListRefresh)
            .UseAdoNetClustering(clustering =>
            {
                clustering.Invariant = Invariant;
                clustering.ConnectionString = ClusterConnection.ForMembership(options.ConnectionString);
            })
            .UseConnectionRetryFilter<SilosToCome>()
            .AddChatClient(node.Streams);
        client.Services.AddDatabaseFaults();
        RuntimePages.AddTo(client);
        if (options.IsTraced)
        {
            client.AddActivityPropagation();
        }
    }

    private static void Name(ClusterOptions cluster, NodeOptions node)
    {
        cluster.ClusterId = node.ClusterId;
        cluster.ServiceId = ChatStorageOptions.DefaultServiceId;
    }

    private static void Connect(AdoNetGrainStorageOptions ado, SiloOptions options)
    {
        ado.Invariant = Invariant;
        ado.ConnectionString = ClusterConnection.ForState(options.ConnectionString);
    }
}
