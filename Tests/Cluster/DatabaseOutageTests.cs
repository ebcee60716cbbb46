using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansChat.Conversations;
using OrleansChat.Tests.Runtime.Grains;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

/// <summary>What callers are told of a database that takes no connection, on a cluster of two silos with Orleans' own
/// storage.</summary>
public sealed class DatabaseOutageTests(PostgresFixture database) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private InProcessTestCluster? _cluster;

    private InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("No cluster is started.");

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddAdoNetGrainStorage("Default", options =>
            {
                (options.Invariant, options.ConnectionString) = ("Npgsql", database.ConnectionString);
                options.GrainStorageSerializer = new StateGrainSerializer();
            });
            silo.Services.GuardGrainStorage("Default").AddDatabaseFaults().AddSingleton<GrainJournal>();
        });
        builder.ConfigureClient(client => client.Services.AddDatabaseFaults());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task A_write_and_an_activation_fail_as_unavailable_at_every_caller_and_work_again_afterwards()
    {
        var callers = Cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>())
            .Append(Cluster.Client).ToArray();
        var keepers = Enumerable.Range(0, 8).Select(number => $"keeper {number}").ToArray();
        foreach (var key in keepers)
        {
            await Cluster.Client.GetGrain<IKeeperGrain>(key).PutAsync("before", 1, CancellationToken.None);
        }

        await AllowConnectionsAsync(false);
        foreach (var caller in callers)
        {
            foreach (var key in keepers)
            {
                await Assert.ThrowsAsync<LogUnavailableException>(
                    () => caller.GetGrain<IKeeperGrain>(key).PutAsync("during", 1, CancellationToken.None));
            }
        }

        var activations = callers.SelectMany(
            (caller, place) => Enumerable.Range(0, 8).Select(number => caller.GetGrain<IKeeperGrain>($"{place}/{number}")));
        await Task.WhenAll(activations.Select(
            keeper => Assert.ThrowsAsync<LogUnavailableException>(keeper.NamesAsync)));

        await AllowConnectionsAsync(true);
        await callers[0].GetGrain<IKeeperGrain>(keepers[0]).PutAsync("after", 1, CancellationToken.None);
        Assert.Empty(await callers[^1].GetGrain<IKeeperGrain>("0/0").NamesAsync());
    }

    [Fact]
    public async Task A_cause_of_Npgsql_crosses_between_processes()
    {
        var serializer = Cluster.Client.ServiceProvider.GetRequiredService<Orleans.Serialization.Serializer>();
        var cause = new PostgresException("going down", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown);

        var read = serializer.Deserialize<Exception>(
            serializer.SerializeToArray<Exception>(new LogUnavailableException("silent", cause)));

        Assert.Equal("silent", Assert.IsType<LogUnavailableException>(read).Message);
        Assert.Contains("going down", read.InnerException!.Message, StringComparison.Ordinal);
    }

    private async Task AllowConnectionsAsync(bool allow)
    {
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var name = server.Database!;
        server.Database = "postgres";
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var alter = source.CreateCommand(
            $"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {(allow ? "true" : "false")}");
        await alter.ExecuteNonQueryAsync();
        await using var end = source.CreateCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1");
        end.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await end.ExecuteNonQueryAsync();
    }
}
