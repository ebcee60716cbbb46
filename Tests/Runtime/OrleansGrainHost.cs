using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.TestingHost;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Runtime.Grains;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Runtime;

/// <summary>A cluster of one with storage in memory, called as a co-hosted frontend calls it.</summary>
internal sealed class OrleansGrainHost : IGrainHost
{
    private readonly InProcessTestCluster _cluster;

    private OrleansGrainHost(InProcessTestCluster cluster)
    {
        _cluster = cluster;
        Journal = Services.GetRequiredService<GrainJournal>(); // readable after a stop
    }

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IStreamProvider Streams => Services.GetRequiredKeyedService<IStreamProvider>("Deliveries");

    public GrainJournal Journal { get; }

    private IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public static async Task<OrleansGrainHost> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<GrainJournal>();
            silo.Services.AddSingleton<IGrainStateStore, InMemoryGrainStateStore>();
            silo.Services.AddKeyedSingleton<IGrainStorage, StateRowStorage>("Default");
            silo.AddChatGrains();
            silo.Configure<StreamPullingAgentOptions>(
                options => options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10));
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new OrleansGrainHost(cluster);
    }

    public Task CollectIdleAsync() =>
        Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public Task PassAsync(TimeSpan time) => Task.Delay(time);

    public async Task OverwriteAsync(IKeeperGrain keeper)
    {
        var store = Services.GetRequiredService<IGrainStateStore>();
        var row = await store.ReadAsync("keeper", keeper.GetGrainId(), CancellationToken.None);
        await store.WriteAsync("keeper", keeper.GetGrainId(), row.Payload, row.Version);
    }

    public Task StopAsync() => _cluster.StopAllSilosAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
