using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.TestingHost;
using OrleansChat.Silo.Cluster.Streams;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Runtime.Grains;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Runtime;

/// <summary>A cluster of silos over one storage in memory. Grains are called, and items published, in the first silo;
/// subscribers are in the second, or in a client.</summary>
internal sealed class OrleansGrainHost : IGrainHost
{
    private readonly InMemoryGrainStateStore _store = new();
    private readonly PushStreamOptions _options;
    private readonly StreamTransport _transport;
    private readonly bool _listensInClient;

    private OrleansGrainHost(
        short silos, StreamTransport transport, bool listensInClient, PushStreamOptions? options)
    {
        _transport = transport;
        _listensInClient = listensInClient;
        _options = options ?? new PushStreamOptions();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) => Configure(silo));
        builder.ConfigureClient(client =>
        {
            client.Services.AddSingleton(_options);
            client.AddChatClient(_transport);
        });
        Cluster = builder.Build();
    }

    public InProcessTestCluster Cluster { get; }

    public IGrainFactory Grains => ServicesOf(0).GetRequiredService<IGrainFactory>();

    public IStreamProvider Streams => StreamsOf(0);

    public IStreamProvider ListenerStreams => _listensInClient
        ? Cluster.Client.GetStreamProvider("Deliveries")
        : StreamsOf(1);

    public GrainJournal Journal { get; } = new();

    public static async Task<OrleansGrainHost> StartAsync(
        short silos = 2,
        StreamTransport transport = StreamTransport.Push,
        bool listensInClient = false,
        PushStreamOptions? options = null)
    {
        var host = new OrleansGrainHost(silos, transport, listensInClient, options);
        await host.Cluster.DeployAsync();
        return host;
    }

    public IServiceProvider ServicesOf(int silo) => Cluster.Silos[silo].ServiceProvider;

    public IStreamProvider StreamsOf(int silo) =>
        ServicesOf(silo).GetRequiredKeyedService<IStreamProvider>("Deliveries");

    public async Task PlaceNearAsync(Func<Task> firstCall)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, Cluster.Silos[0].SiloAddress);
        await firstCall();
        RequestContext.Clear();
    }

    public Task CollectIdleAsync() =>
        Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public Task PassAsync(TimeSpan time) => Task.Delay(time);

    public async Task OverwriteAsync(IKeeperGrain keeper)
    {
        var row = await _store.ReadAsync("keeper", keeper.GetGrainId(), CancellationToken.None);
        await _store.WriteAsync("keeper", keeper.GetGrainId(), row.Payload, row.Version);
    }

    public Task StopAsync() => Cluster.StopAllSilosAsync();

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();

    private void Configure(ISiloBuilder silo)
    {
        silo.Services.AddSingleton(Journal);
        silo.Services.AddSingleton<IGrainStateStore>(_store);
        silo.Services.AddKeyedSingleton<IGrainStorage, StateRowStorage>("Default");
        silo.Services.AddSingleton(_options);
        silo.AddChatGrains(_transport);
    }
}
