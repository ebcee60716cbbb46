using System.Globalization;
using Npgsql;
using OrleansChat.ChatRooms;

namespace OrleansChat.Silo.Storage;

/// <summary>Reports in the table <c>report</c>.</summary>
public sealed class PostgresReportStore(NpgsqlDataSource source, TimeProvider time) : IReportStore
{
    public Task<ReportedMessage?> FindAsync(int senderId, string messageId, CancellationToken cancellation)
    {
        StorageText.Ensure(messageId, "message id");
        var number = long.TryParse(messageId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        return StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("find_reported_message"))
                .With(senderId).With(number).With(messageId);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation)
                ? new ReportedMessage(reader.GetString(0), reader.GetInt64(1), senderId)
                : null;
        });
    }

    public Task FileAsync(int reporterId, ReportedMessage message, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("file_report"))
                .With(reporterId).With(message.MessageId).With(message.Conversation).With(message.SenderId)
                .With(time.GetUtcNow().ToUnixTimeMilliseconds());
            return await command.ExecuteNonQueryAsync(CancellationToken.None);
        });
}
