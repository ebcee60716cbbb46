using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansChat.Fanout;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Adds streams that call their subscribers.</summary>
public static class PushStreamsExtensions
{
    /// <summary>Adds a provider of push streams to a silo: for its grains and for the rest of its process.</summary>
    public static ISiloBuilder AddPushStreams(this ISiloBuilder silo, string name)
    {
        silo.Services.AddPushStreams(name);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => Lifecycle(services, name));
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloWatch>();
        return silo;
    }

    /// <summary>Adds a provider of push streams to a process without grains.</summary>
    public static IClientBuilder AddPushStreams(this IClientBuilder client, string name)
    {
        client.Services.AddPushStreams(name);
        client.Services.AddSingleton<ILifecycleParticipant<IClusterClientLifecycle>>(
            services => Lifecycle(services, name));
        return client.AddClusterConnectionStatusObserver<GatewayWatch>();
    }

    private static void AddPushStreams(this IServiceCollection services, string name)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LossSignal>();
        services.TryAddSingleton<PushStreamOptions>();
        services.TryAddSingleton<PushStreamMeter>();
        services.TryAddSingleton<ClusterWatch>();
        services.TryAddSingleton<PushLeases>();
        services.TryAddSingleton<PushParts>();
        services.AddKeyedSingleton<PushStreamProvider>(name);
        services.AddKeyedSingleton<IStreamProvider>(
            name, (all, key) => all.GetRequiredKeyedService<PushStreamProvider>(key));
    }

    private static PushLifecycle Lifecycle(IServiceProvider services, string name) => new(
        services.GetRequiredKeyedService<PushStreamProvider>(name), services.GetRequiredService<PushLeases>());
}
