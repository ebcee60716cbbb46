using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Silo.Hosting;

namespace OrleansChat.Silo.Embedded;

/// <summary>The grain runtime of this build: the embedded one.</summary>
internal static class GrainRuntimeRegistration
{
    /// <summary>Hosts the grains in this process, whatever the options say of a cluster: the host has refused what
    /// needs one.</summary>
    public static IServiceCollection AddGrainRuntime(this IServiceCollection services, SiloOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return services.AddEmbeddedGrains(typeof(GrainServices).Assembly);
    }
}
