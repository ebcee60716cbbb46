using System.Buffers.Binary;
using System.Globalization;
using Npgsql;
using Orleans.Runtime;
using Orleans.Storage;
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

    [Fact]
    public async Task Before_PostgreSQL_15_doubled_states_become_one_and_cannot_double_again()
    {
        await using var source = NpgsqlDataSource.Create(await PostgresFixture.CreateDatabaseAsync());
        await RunAsync(source, AsIfOlder(Migration("0002")));
        await RunAsync(source, """
            INSERT INTO OrleansStorage VALUES (1, 0, 0, 2, 'user', 'x', 'orleanschat', 'old', now(), 1);
            INSERT INTO OrleansStorage VALUES (1, 0, 0, 2, 'user', 'x', 'orleanschat', 'new', now(), 2);
            INSERT INTO OrleansStorage VALUES (1, 0, 0, 2, 'user', NULL, 'orleanschat', 'other', now(), 1);
            INSERT INTO OrleansStorage VALUES (1, 0, 0, 2, 'user', NULL, 'orleanschat', 'other', now(), 1);
            """);

        await RunAsync(source, AsIfOlder(Migration("0003")));

        await using var kept = source.CreateCommand(
            "SELECT string_agg(convert_from(payloadbinary, 'UTF8'), ',' ORDER BY payloadbinary) FROM OrleansStorage");
        Assert.Equal("new,other", await kept.ExecuteScalarAsync());
        var store = new PostgresGrainStateStore(source, new ChatStorageOptions());
        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => IsTakenAsync(store)));
        Assert.Single(taken, one => one);
    }

    [Fact]
    public async Task States_from_before_the_tables_of_Orleans_are_found_under_its_hashes()
    {
        await using var source = NpgsqlDataSource.Create(await PostgresFixture.CreateDatabaseAsync());
        await RunAsync(source, Migration("0002"));
        var key = GrainKey.Of("2A");
        var (id, type) = (Reversed(key.Hash), Reversed(GrainKey.HashOfType("user")));
        await RunAsync(source, string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO OrleansStorage VALUES ({id}, 0, 42, {type}, 'user', NULL, 'orleanschat', 'x', now(), 9)"));

        await RunAsync(source, Migration("0003"));

        var store = new PostgresGrainStateStore(source, new ChatStorageOptions());
        var row = await store.ReadAsync("user", GrainId.Create("user", "2A"), CancellationToken.None);
        Assert.Equal(9, row.Version);
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

    private static async Task<bool> IsTakenAsync(PostgresGrainStateStore store)
    {
        try
        {
            await store.WriteAsync("user", GrainId.Create("user", "2A"), "{}"u8.ToArray(), null);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private static int Reversed(int hash) => BinaryPrimitives.ReverseEndianness(hash);

    private static string Migration(string number)
    {
        var assembly = typeof(Migrator).Assembly;
        var name = Assert.Single(
            assembly.GetManifestResourceNames(), name => name.Contains($".{number}_", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    // The migrations ask for the version of the server in these words.
    private static string AsIfOlder(string migration)
    {
        Assert.Contains("150000", migration, StringComparison.Ordinal);
        return migration.Replace("150000", "990000", StringComparison.Ordinal);
    }

    private static async Task RunAsync(NpgsqlDataSource source, string text)
    {
        await using var command = source.CreateCommand(text);
        await command.ExecuteNonQueryAsync();
    }
}
