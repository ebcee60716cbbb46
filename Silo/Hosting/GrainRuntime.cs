using Microsoft.AspNetCore.Routing;

namespace OrleansChat.Silo.Hosting;

/// <summary>The grain runtime that this build has, as its hosts see it.</summary>
public static class GrainRuntime
{
    /// <summary>Whether a process can be one node of several.</summary>
    public static bool HasClusters => GrainRuntimeFeatures.HasClusters;

    /// <summary>Maps what the runtime shows of itself.</summary>
    /// <param name="routes">A group that lets nobody but the administrator in.</param>
    public static void MapPages(IEndpointRouteBuilder routes) => RuntimePages.Map(routes);
}
