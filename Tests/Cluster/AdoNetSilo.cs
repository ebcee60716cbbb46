using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

/// <summary>A running silo whose members, reminders and grain states are kept by Orleans' own ADO.NET providers in a
/// database that our migrations made.</summary>
public sealed class AdoNetSilo : IAsyncLifetime
{
    private const string Invariant = "Npgsql";

    private readonly PostgresFixture _database = new();
    private IHost? _silo;

    public PostgresFixture Database => _database;

    /// <summary>The storage named <c>Default</c>, over the payloads of this product.</summary>
    public IGrainStorage States => Services.GetRequiredKeyedService<IGrainStorage>("Default");

    public IReminderTable Reminders => Services.GetRequiredService<IReminderTable>();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    private IServiceProvider Services =>
        (_silo ?? throw new InvalidOperationException("The silo is not started.")).Services;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _silo = Build("running", FixedPort.Take());
        await _silo.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_silo is not null)
        {
            await _silo.StopAsync();
            _silo.Dispose();
        }

        await _database.DisposeAsync();
    }

    /// <summary>The services of a silo that is never started: its providers can be driven one by one.</summary>
    public IHost Build(string cluster) => Build(cluster, siloPort: 1);

    private IHost Build(string cluster, int siloPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, "orleanschat"))
            .ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort: 0)
            .UseAdoNetClustering(options =>
                (options.Invariant, options.ConnectionString) = (Invariant, _database.ConnectionString))
            .UseAdoNetReminderService(options =>
                (options.Invariant, options.ConnectionString) = (Invariant, _database.ConnectionString))
            .AddAdoNetGrainStorage("Default", options =>
            {
                (options.Invariant, options.ConnectionString) = (Invariant, _database.ConnectionString);
                options.GrainStorageSerializer = new StateGrainSerializer();
            }));
        return builder.Build();
    }
}
