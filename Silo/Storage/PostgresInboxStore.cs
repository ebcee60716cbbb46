using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansChat.Inbox;

namespace OrleansChat.Silo.Storage;

/// <summary>Read positions in <c>device_cursor</c>, and what the log and the memberships say about them.</summary>
public sealed class PostgresInboxStore : IInboxStore, IAsyncDisposable
{
    private const int UnreadColumn = 9;

    private readonly NpgsqlDataSource _source;
    private readonly CursorQueue<ReadPosition> _positions;

    public PostgresInboxStore(
        NpgsqlDataSource source, ChatStorageOptions options, TimeProvider time, ILogger<PostgresInboxStore> logger)
    {
        _source = source;
        _positions = new CursorQueue<ReadPosition>(new PositionBatch(), source, options, time, logger);
    }

    public Task SaveAsync(int userId, ImmutableArray<ReadPosition> positions, CancellationToken cancellation)
    {
        foreach (var position in positions)
        {
            StorageText.Ensure(position.Conversation, "conversation");
        }

        return _positions.SaveAsync(userId, positions, cancellation);
    }

    public Task<ImmutableArray<ReadPosition>> LoadAsync(int userId, CancellationToken cancellation) =>
        _source.CreateCommand(Sql.Named("load_positions")).With(userId).ReadAsync(
            reader => new ReadPosition(reader.GetString(0), reader.GetInt64(1)),
            cancellation);

    public Task<ImmutableArray<UnreadView>> UnreadAsync(
        int userId, bool direct, ImmutableArray<ReadPosition> positions, CancellationToken cancellation) =>
        OfKind(_source.CreateCommand(Sql.Named("count_unread")).With(userId), direct)
            .With(positions.Select(position => position.Conversation).ToArray())
            .With(positions.Select(position => position.Seq).ToArray())
            .ReadAsync(
                reader => new UnreadView(reader.GetString(0), reader.GetInt64(UnreadColumn), MessageRows.Read(reader)),
                cancellation);

    public async Task<string?> LocateAsync(int userId, long messageId, CancellationToken cancellation)
    {
        var keys = await _source.CreateCommand(Sql.Named("locate_message")).With(userId).With(messageId)
            .ReadAsync(reader => reader.GetString(0), cancellation);
        return keys.IsEmpty ? null : keys[0];
    }

    public Task<ImmutableArray<ConversationView>> ListAsync(
        int userId, bool direct, long changedSinceUnixMs, CancellationToken cancellation) =>
        OfKind(_source.CreateCommand(Sql.Named("list_conversations")).With(userId), direct)
            .With(changedSinceUnixMs)
            .ReadAsync(
                reader => new ConversationView(
                    reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3),
                    reader.GetBoolean(4), reader.GetInt64(5)),
                cancellation);

    public Task<ImmutableArray<RecentConversation>> RecentAsync(
        int userId, long sinceUnixMs, CancellationToken cancellation) =>
        OfKind(_source.CreateCommand(Sql.Named("recent_conversations")).With(userId), direct: true)
            .With(Math.Max(sinceUnixMs, 0))
            .ReadAsync(
                reader => new RecentConversation(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)),
                cancellation);

    /// <summary>Takes no more positions and stores those that are waiting.</summary>
    public ValueTask DisposeAsync() => _positions.DisposeAsync();

    // Keys of one kind are a range in the order of bytes: ';' follows ':'.
    private static NpgsqlCommand OfKind(NpgsqlCommand command, bool direct) =>
        direct ? command.With("d:").With("d;") : command.With("r:").With("r;");
}
