using System.Collections.Immutable;
using Npgsql;

namespace OrleansChat.Silo.Storage;

/// <summary>Runs a statement, and makes something of each of its rows.</summary>
internal static class CommandRows
{
    internal static Task<ImmutableArray<T>> ReadAsync<T>(
        this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using (command)
            {
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var rows = ImmutableArray.CreateBuilder<T>();
                while (await reader.ReadAsync(cancellation))
                {
                    rows.Add(read(reader));
                }

                return rows.DrainToImmutable();
            }
        });

    internal static Task<int> RunAsync(this NpgsqlCommand command, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using (command)
            {
                return await command.ExecuteNonQueryAsync(cancellation);
            }
        });
}
