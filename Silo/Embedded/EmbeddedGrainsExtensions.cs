using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Streams;
using OrleansChat.Fanout;
using OrleansChat.Silo.Embedded.Model;
using OrleansChat.Silo.Embedded.Streams;
using OrleansChat.Silo.Streams;

namespace OrleansChat.Silo.Embedded;

/// <summary>Puts the embedded runtime into a host.</summary>
public static class EmbeddedGrainsExtensions
{
    /// <summary>Hosts the grains of an assembly in this process.</summary>
    /// <param name="services">The host's services; an <c>IGrainStateStore</c> must be among them if a grain has
    /// state.</param>
    /// <param name="grainAssembly">Where the grain classes are; call again for another.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <remarks>The host does not start when a grain asks for what the runtime does not do: README.md lists
    /// it.</remarks>
    public static IServiceCollection AddEmbeddedGrains(
        this IServiceCollection services, Assembly grainAssembly, Action<EmbeddedGrainOptions>? configure = null)
    {
        services.AddSingleton(new GrainAssembly(grainAssembly));
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.Any(one => one.ServiceType == typeof(Catalog)))
        {
            return services;
        }

        services.AddOptions<EmbeddedGrainOptions>();
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => GrainModel.Of(provider.GetServices<GrainAssembly>()));
        services.AddSingleton<GrainMeter>();
        services.AddSingleton<Catalog>();
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddKeyedSingleton<IStreamProvider, PushStreamProvider>(Delivery.Provider);
        services.TryAddSingleton<IFanout, StreamFanout>();
        services.TryAddSingleton<LossSignal>();
        services.AddSingleton<IHostedService>(
            provider => new GrainCheck(provider.GetRequiredService<GrainModel>(), provider, services));
        services.AddSingleton<IHostedService, ActivationCollector>();
        return services;
    }
}
