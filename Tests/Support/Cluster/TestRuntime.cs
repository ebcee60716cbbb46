using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Storage;

namespace OrleansChat.Tests.Support.Cluster;

/// <summary>A silo by itself, whose grain state is in the test's hand.</summary>
internal static class TestRuntime
{
    /// <summary>Nodes of a server under test: one calls grains of the other.</summary>
    public const int Nodes = 2;

    private const int NoGateway = 0;

    public static IServiceCollection AddTestRuntime(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IGrainStorage, StateRowStorage>("Default");
        return services.AddOrleans(static silo => silo
            .UseLocalhostClustering(siloPort: FixedPort.Take(), gatewayPort: NoGateway)
            .AddChatGrains());
    }
}
