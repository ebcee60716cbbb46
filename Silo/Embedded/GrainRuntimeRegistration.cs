using Microsoft.Extensions.DependencyInjection;

namespace OrleansChat.Silo.Embedded;

/// <summary>The grain runtime of this build: the embedded one.</summary>
internal static class GrainRuntimeRegistration
{
    /// <summary>Hosts the grains in this process.</summary>
    public static IServiceCollection AddGrainRuntime(this IServiceCollection services) =>
        services.AddEmbeddedGrains(typeof(GrainServices).Assembly);
}
