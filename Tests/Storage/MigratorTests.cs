using Npgsql;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class MigratorTests
{
    [Fact]
    public async Task Nodes_that_start_together_apply_each_migration_once()
    {
        await using var source = NpgsqlDataSource.Create(await PostgresFixture.CreateDatabaseAsync());

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator.ApplyAsync(source, CancellationToken.None)));
        var again = await Migrator.ApplyAsync(source, CancellationToken.None);

        Assert.Single(counts, count => count > 0);
        Assert.Equal(0, again);
    }

    [Theory]
    [InlineData("synchronous_commit")]
    public async Task A_database_that_could_lose_commits_is_refused_unless_that_is_asked_for(string setting)
    {
        var connectionString = await PostgresFixture.CreateDatabaseAsync();
        await using var safe = NpgsqlDataSource.Create(connectionString);
        await DurabilityCheck.EnsureAsync(safe, allowUnsafe: false, CancellationToken.None);
        await using var lossy = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { Options = $"-c {setting}=off" }.ConnectionString);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => DurabilityCheck.EnsureAsync(lossy, allowUnsafe: false, CancellationToken.None));
        await DurabilityCheck.EnsureAsync(lossy, allowUnsafe: true, CancellationToken.None);

        Assert.Contains(setting, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
