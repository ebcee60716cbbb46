using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Storage;

namespace OrleansChat.Silo.Cluster;

/// <summary>The grain runtime of this build: Orleans, as a cluster of one.</summary>
internal static class GrainRuntimeRegistration
{
    /// <summary>Hosts the grains in a silo of this process, over the same rows as the embedded runtime.</summary>
    public static IServiceCollection AddGrainRuntime(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IGrainStorage, StateRowStorage>("Default");
        return services.AddOrleans(static silo => silo.UseLocalhostClustering().AddChatGrains());
    }
}
