using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using OrleansChat.Silo.Cluster;

namespace OrleansChat.Benchmarks.Micro.Cluster;

/// <summary>A cluster of one; it finds the grains of the benchmarks by itself.</summary>
internal static class TallyHost
{
    private const int NoGateway = 0;

    public static IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort: FreePort.From(IPAddress.Loopback, 0), gatewayPort: NoGateway)
            .AddMemoryGrainStorageAsDefault());
        return builder.Build();
    }
}
