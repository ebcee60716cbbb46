using Microsoft.Extensions.Hosting;
using OrleansChat.Silo.Cluster;

namespace OrleansChat.Benchmarks.Micro.Cluster;

/// <summary>A cluster of one; it finds the grains of the benchmarks by itself.</summary>
internal static class TallyHost
{
    public static IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddGrainRuntime();
        return builder.Build();
    }
}
