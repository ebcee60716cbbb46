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

    /// <summary>Adds them to a silo. A call filter, whatever it does, sends every grain call along a slower way: without
    /// profiling there is none.</summary>
    internal static void AddTo(ISiloBuilder silo, bool isProfiled)
    {
        silo.AddDashboard();
        var profiler = silo.Services.Where(static one =>
            one.ServiceType == typeof(IIncomingGrainCallFilter)
            && one.ImplementationType?.Assembly == typeof(DashboardOptions).Assembly);
        foreach (var filter in isProfiled ? [] : profiler.ToArray())
        {
            silo.Services.Remove(filter);
        }
    }

    internal static void AddTo(IClientBuilder client) => client.AddDashboard();
}
