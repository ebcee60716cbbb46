using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Streams;
using OrleansChat.Silo.Embedded.Model;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Runtime.Grains;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Runtime;

internal sealed class EmbeddedGrainHost : IGrainHost
{
    private readonly ManualClock _clock = new();
    private readonly InMemoryGrainStateStore _store = new();
    private readonly IHost _host;

    private EmbeddedGrainHost(Action<EmbeddedGrainOptions>? configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton<IGrainStateStore>(_store);
        builder.Services.AddSingleton<GrainJournal>();
        builder.Services.AddEmbeddedGrains(typeof(EmbeddedGrainHost).Assembly, configure);
        builder.Services.AddSingleton(Model()); // instead of all grains of this assembly: some are there to be refused
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IStreamProvider Streams => _host.Services.GetRequiredKeyedService<IStreamProvider>("Deliveries");

    public IStreamProvider ListenerStreams => Streams;

    public GrainJournal Journal => _host.Services.GetRequiredService<GrainJournal>();

    public static async Task<EmbeddedGrainHost> StartAsync(Action<EmbeddedGrainOptions>? configure = null)
    {
        var host = new EmbeddedGrainHost(configure);
        await host._host.StartAsync();
        return host;
    }

    public Task PlaceNearAsync(Func<Task> firstCall) => firstCall();

    /// <summary>
    /// Lets the idle time pass at once. An answer reaches its caller a moment before the turn that gave it has ended,
    /// and a grain whose turn runs is not idle: those moments pass first.
    /// </summary>
    public async Task CollectIdleAsync()
    {
        var catalog = _host.Services.GetRequiredService<Catalog>();
        for (var tries = 0; tries < 500 && catalog.Activations.Any(one => !one.IsIdle(long.MaxValue, 0)); tries++)
        {
            await Task.Delay(1);
        }

        await PassAsync(TimeSpan.FromMinutes(17));
    }

    public Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }

    public async Task OverwriteAsync(IKeeperGrain keeper)
    {
        var row = await _store.ReadAsync("keeper", keeper.GetGrainId(), CancellationToken.None);
        await _store.WriteAsync("keeper", keeper.GetGrainId(), row.Payload, row.Version);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static GrainModel Model() => GrainModel.Of(
        [.. typeof(CounterGrain).Assembly.GetTypes().Where(type => type is { IsNested: false, IsAbstract: false })
            .Where(type => typeof(Grain).IsAssignableFrom(type))]);
}
