using Npgsql;
using OrleansChat.Files;

namespace OrleansChat.Silo.Storage;

/// <summary>Records of files in the tables <c>file</c>, <c>file_blob</c> and <c>file_share</c>.</summary>
public sealed class PostgresFileStore(NpgsqlDataSource source) : IFileStore
{
    public Task<FileRecord?> FindAsync(string name, CancellationToken cancellation)
    {
        StorageText.Ensure(name, "name");
        return StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("find_file")).With(name);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation)
                ? new FileRecord(
                    reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetInt64(3),
                    reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7),
                    reader.GetInt64(8), reader.GetBoolean(9))
                : null;
        });
    }

    public Task<FileUsage> UsageAsync(int userId, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("file_usage")).With(userId);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            return new FileUsage((int)reader.GetInt64(0), reader.GetInt64(1));
        });

    public Task<string?> StoreAsync(FileRecord file, FileUsage limits, CancellationToken cancellation)
    {
        StorageText.Ensure(file.OriginalName, "original name");
        return StorageFaults.GuardAsync(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var uploader = new NpgsqlCommand(Sql.Named("lock_uploader"), connection, transaction)
                .With(file.UploaderId);
            await uploader.ExecuteNonQueryAsync(cancellation); // what follows sees what others of his have committed
            await using var store = new NpgsqlCommand(Sql.Named("store_file"), connection, transaction)
                .With(file.Name).With(file.UploaderId).With(file.Sha256).With(file.SizeBytes).With(file.Extension)
                .With(file.ContentType).With(file.OriginalName).With(file.Blob).With((long)limits.Files)
                .With(limits.Bytes).With(file.CreatedAtUnixMs);
            var blob = (string?)await store.ExecuteScalarAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            return blob;
        });
    }

    public Task RemoveAsync(int userId, string name, CancellationToken cancellation) => ExecuteAsync(
        source.CreateCommand(Sql.Named("remove_file")).With(userId).With(name), cancellation);

    public Task PublishAsync(string name, CancellationToken cancellation) =>
        ExecuteAsync(source.CreateCommand(Sql.Named("publish_file")).With(name), cancellation);

    public Task<bool> ShareAsync(string name, int userId, string conversation, CancellationToken cancellation)
    {
        StorageText.Ensure(conversation, "conversation");
        return AskAsync(
            source.CreateCommand(Sql.Named("share_file")).With(name).With(userId).With(conversation), cancellation);
    }

    public Task<bool> IsSharedWithAsync(string name, int userId, CancellationToken cancellation) => AskAsync(
        source.CreateCommand(Sql.Named("is_file_shared_with")).With(name).With(userId), cancellation);

    private static Task<bool> AskAsync(NpgsqlCommand command, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using (command)
            {
                return (bool)(await command.ExecuteScalarAsync(cancellation))!;
            }
        });

    private static Task<int> ExecuteAsync(NpgsqlCommand command, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using (command)
            {
                return await command.ExecuteNonQueryAsync(cancellation);
            }
        });
}
