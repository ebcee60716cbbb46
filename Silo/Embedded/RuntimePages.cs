using Microsoft.AspNetCore.Routing;

namespace OrleansChat.Silo.Embedded;

/// <summary>What the grain runtime of this build shows of itself: nothing beside its metrics.</summary>
internal static class RuntimePages
{
    /// <summary>Maps no page.</summary>
    /// <param name="routes">A group that lets nobody but the administrator in.</param>
    public static void Map(IEndpointRouteBuilder routes) => ArgumentNullException.ThrowIfNull(routes);
}
