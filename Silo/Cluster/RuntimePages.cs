using Microsoft.AspNetCore.Routing;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace OrleansChat.Silo.Cluster;

/// <summary>What the grain runtime of this build shows of itself: the dashboard of Orleans.</summary>
internal static class RuntimePages
{
    /// <summary>Maps the pages below <c>/dashboard</c>.</summary>
    /// <param name="routes">A group that lets nobody but the administrator in.</param>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapOrleansDashboard("/dashboard");

    internal static void AddTo(ISiloBuilder silo) => silo.AddDashboard();

    internal static void AddTo(IClientBuilder client) => client.AddDashboard();
}
