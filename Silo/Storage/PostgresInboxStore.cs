using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansChat.Inbox;

namespace OrleansChat.Silo.Storage;

/// <summary>Read positions in <c>device_cursor</c>, and what the log and the memberships say about them.</summary>
public sealed class PostgresInboxStore : IInboxStore, IAsyncDisposable
{
    private const int UnreadColumn = 9;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;
    private readonly Channel<PositionRequest> _waiting;
    private readonly Task _writer;

    public PostgresInboxStore(
        NpgsqlDataSource source, ChatStorageOptions options, TimeProvider time, ILogger<PostgresInboxStore> logger)
    {
        _source = source;
        _time = time;
        _waiting = Channel.CreateBounded<PositionRequest>(options.MaxWaitingBatches);
        _writer = Task.Run(new PositionWriter(_waiting.Reader, source, options, time, logger).RunAsync);
    }

    public async Task SaveAsync(int userId, ImmutableArray<ReadPosition> positions, CancellationToken cancellation)
    {
        if (positions.IsEmpty)
        {
            return;
        }

        foreach (var position in positions)
        {
            StorageText.Ensure(position.Conversation, "conversation");
        }

        var request = new PositionRequest(userId, positions, _time.GetTimestamp());
        await _waiting.Writer.WriteAsync(request, cancellation);
        await request.Task.WaitAsync(cancellation);
    }

    public Task<ImmutableArray<ReadPosition>> LoadAsync(int userId, CancellationToken cancellation) =>
        ReadAsync(
            _source.CreateCommand(Sql.Named("load_positions")).With(userId),
            reader => new ReadPosition(reader.GetString(0), reader.GetInt64(1)),
            cancellation);

    public Task<ImmutableArray<UnreadView>> UnreadAsync(
        int userId, bool direct, ImmutableArray<ReadPosition> positions, CancellationToken cancellation) =>
        ReadAsync(
            OfKind(_source.CreateCommand(Sql.Named("count_unread")).With(userId), direct)
                .With(positions.Select(position => position.Conversation).ToArray())
                .With(positions.Select(position => position.Seq).ToArray()),
            reader => new UnreadView(reader.GetString(0), reader.GetInt64(UnreadColumn), MessageRows.Read(reader)),
            cancellation);

    public async Task<string?> LocateAsync(int userId, long messageId, CancellationToken cancellation)
    {
        var keys = await ReadAsync(
            _source.CreateCommand(Sql.Named("locate_message")).With(userId).With(messageId),
            reader => reader.GetString(0),
            cancellation);
        return keys.IsEmpty ? null : keys[0];
    }

    public Task<ImmutableArray<ConversationView>> ListAsync(
        int userId, bool direct, long changedSinceUnixMs, CancellationToken cancellation) =>
        ReadAsync(
            OfKind(_source.CreateCommand(Sql.Named("list_conversations")).With(userId), direct)
                .With(changedSinceUnixMs),
            reader => new ConversationView(
                reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3),
                reader.GetBoolean(4), reader.GetInt64(5)),
            cancellation);

    public Task<ImmutableArray<RecentConversation>> RecentAsync(
        int userId, long sinceUnixMs, CancellationToken cancellation) =>
        ReadAsync(
            OfKind(_source.CreateCommand(Sql.Named("recent_conversations")).With(userId), direct: true)
                .With(MessageIdLayout.LastBefore(sinceUnixMs)),
            reader => new RecentConversation(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)),
            cancellation);

    /// <summary>Takes no more positions and stores those that are waiting.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writer;
    }

    // Keys of one kind are a range in the order of bytes: ';' follows ':'.
    private static NpgsqlCommand OfKind(NpgsqlCommand command, bool direct) =>
        direct ? command.With("d:").With("d;") : command.With("r:").With("r;");

    private static Task<ImmutableArray<T>> ReadAsync<T>(
        NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
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
}
