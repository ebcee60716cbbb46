using System.Collections.Immutable;
using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Inbox;

namespace OrleansChat.Silo.Storage;

/// <summary>Reads the log across the conversations of a user.</summary>
public sealed class PostgresMissedMessages(NpgsqlDataSource source) : IMissedMessages
{
    public Task<ImmutableArray<long>> ListAsync(int userId, MissedQuery query, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = source
                .CreateCommand(Sql.Named(query.KeepsNewest ? "list_missed_newest" : "list_missed_oldest"))
                .With(userId).With(Math.Max(query.SinceUnixMs, 0)).With(query.UntilUnixMs).With((long)query.Limit);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var ids = ImmutableArray.CreateBuilder<long>();
            while (await reader.ReadAsync(cancellation))
            {
                ids.Add(reader.GetInt64(0));
            }

            if (query.KeepsNewest)
            {
                ids.Reverse();
            }

            return ids.DrainToImmutable();
        });

    public Task<ImmutableArray<ChatMessage>> PageDirectAsync(
        int userId, int skip, int count, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("page_direct"))
                .With(userId).With((long)skip).With((long)count);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await MessageRows.ReadAllAsync(reader, cancellation);
        });

    public Task<ImmutableArray<ChatMessage>> ReadAsync(
        int userId, ImmutableArray<long> messageIds, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("read_missed"))
                .With(userId).With(messageIds.ToArray());
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await MessageRows.ReadAllAsync(reader, cancellation);
        });
}
