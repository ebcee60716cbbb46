using System.Data;
using System.Globalization;
using Npgsql;

namespace OrleansChat.Silo.Storage;

/// <summary>Brings a database to the newest schema: the files of <c>Storage/Migrations</c> in order, each once,
/// forward only.</summary>
public static class Migrator
{
    private const string Folder = "OrleansChat.Silo.Storage.Migrations.";

    // Any number, the same in every node: nodes that start together take turns.
    private const long LockKey = 0x6F726C65616E73;

    /// <summary>Applies what is missing. Safe to run from many processes at once.</summary>
    /// <param name="source">The database.</param>
    /// <param name="cancellation">Stops between statements.</param>
    /// <returns>How many files were applied.</returns>
    public static async Task<int> ApplyAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var take = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_lock({LockKey})");
        await ExecuteAsync(connection, take, cancellation);
        try
        {
            return await ApplyMissingAsync(connection, cancellation);
        }
        finally
        {
            if (connection.State is ConnectionState.Open)
            {
                var unlock = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_unlock({LockKey})");
                await ExecuteAsync(connection, unlock, CancellationToken.None);
            }
        }
    }

    private static async Task<int> ApplyMissingAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, Sql.Named("create_migration_table"), cancellation);
        var applied = await AppliedAsync(connection, cancellation);
        var count = 0;
        foreach (var name in Names())
        {
            if (!applied.Contains(name))
            {
                await ApplyOneAsync(connection, name, cancellation);
                count++;
            }
        }

        return count;
    }

    private static async Task ApplyOneAsync(NpgsqlConnection connection, string name, CancellationToken cancellation)
    {
        using var reader = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(Folder + name)!);
        var text = await reader.ReadToEndAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, text, cancellation);
        await using var record = new NpgsqlCommand(Sql.Named("record_migration"), connection);
        record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await record.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<HashSet<string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = new HashSet<string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(Sql.Named("list_migrations"), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            applied.Add(reader.GetString(0));
        }

        return applied;
    }

    private static IEnumerable<string> Names() => typeof(Migrator).Assembly.GetManifestResourceNames()
        .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
        .Select(resource => resource[Folder.Length..])
        .Order(StringComparer.Ordinal);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
