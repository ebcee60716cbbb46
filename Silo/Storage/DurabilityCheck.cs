using Npgsql;

namespace OrleansChat.Silo.Storage;

/// <summary>Refuses a database that would answer "committed" before it is.</summary>
public static class DurabilityCheck
{
    /// <summary>Looks at <c>fsync</c>, <c>synchronous_commit</c> and <c>full_page_writes</c> as they hold for this
    /// user and database.</summary>
    /// <param name="source">The database.</param>
    /// <param name="allowUnsafe"><c>Chat:Storage:AllowUnsafeDurability</c>.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="InvalidOperationException">One of them is off.</exception>
    public static async Task EnsureAsync(NpgsqlDataSource source, bool allowUnsafe, CancellationToken cancellation)
    {
        if (allowUnsafe)
        {
            return;
        }

        var off = new List<string>();
        await using var command = source.CreateCommand(Sql.Named("unsafe_settings"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            off.Add(reader.GetString(0));
        }

        if (off.Count > 0)
        {
            throw new InvalidOperationException(
                $"The database could lose acknowledged messages: {string.Join(", ", off)} is off. "
                + "Switch it on, or set Chat:Storage:AllowUnsafeDurability=true to accept the loss.");
        }
    }
}
