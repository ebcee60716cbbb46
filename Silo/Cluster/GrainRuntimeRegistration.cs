using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Storage;

namespace OrleansChat.Silo.Cluster;

/// <summary>The grain runtime of this build: Orleans, as a cluster of one.</summary>
internal static class GrainRuntimeRegistration
{
    private const int NoGateway = 0;

    /// <summary>Hosts the grains in a silo of this process, over the same rows as the embedded runtime.</summary>
    /// <remarks>The silo listens on the loopback address, on a port that nobody has yet, and has no gateway: its only
    /// clients are in its own process.</remarks>
    public static IServiceCollection AddGrainRuntime(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IGrainStorage, StateRowStorage>("Default");
        return services.AddOrleans(
            static silo => silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: NoGateway).AddChatGrains());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
