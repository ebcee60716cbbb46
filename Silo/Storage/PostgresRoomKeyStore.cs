using System.Collections.Immutable;
using Npgsql;
using OrleansChat.Rooms;

namespace OrleansChat.Silo.Storage;

/// <summary>Keys of rooms in the table <c>room_key</c>.</summary>
public sealed class PostgresRoomKeyStore(NpgsqlDataSource source) : IRoomKeyStore
{
    /// <summary>Of one user and room.</summary>
    private const int MaxKept = 1_000;

    public Task<long> LastAsync(long roomId, CancellationToken cancellation) => StorageFaults.GuardAsync(async () =>
    {
        await using var command = source.CreateCommand(Sql.Named("last_room_key")).With(roomId);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    });

    public Task SaveAsync(ImmutableArray<RoomKey> keys, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            var first = keys[0];
            var users = keys.Select(key => key.UserId).ToArray();
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection, transaction);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql.Named("save_room_keys"))
                .With(first.RoomId).With(first.KeyId).With(first.SenderId).With(users)
                .With(keys.Select(key => key.LogId).ToArray()).With(keys.Select(key => key.Body).ToArray()));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql.Named("trim_room_keys"))
                .With(first.RoomId).With(users).With((long)MaxKept - 1));
            await batch.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return keys.Length;
        });

    public Task<ImmutableArray<RoomKey>> ListAsync(
        int userId, long atUnixMs, int limit, CancellationToken cancellation) => StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("list_room_keys"))
                .With(userId).With(atUnixMs).With((long)limit);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var keys = ImmutableArray.CreateBuilder<RoomKey>();
            while (await reader.ReadAsync(cancellation))
            {
                keys.Add(new RoomKey(
                    reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt64(4),
                    reader.GetString(5)));
            }

            return keys.DrainToImmutable();
        });
}
