using Microsoft.Extensions.Hosting;
using OrleansChat.Silo.Embedded;

namespace OrleansChat.Benchmarks.Micro.Embedded;

/// <summary>The embedded runtime with the grains of the benchmarks.</summary>
internal static class TallyHost
{
    public static IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddEmbeddedGrains(typeof(TallyGrain).Assembly);
        return builder.Build();
    }
}
