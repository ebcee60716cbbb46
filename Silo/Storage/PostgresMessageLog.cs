using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Friends;

namespace OrleansChat.Silo.Storage;

/// <summary>The log in PostgreSQL: appends of all conversations of this node go through a few writers, reads through
/// the pool.</summary>
public sealed class PostgresMessageLog : IMessageLog, IAsyncDisposable
{
    private const int RecentRows = 64;

    private readonly NpgsqlDataSource _source;
    private readonly ChatStorageOptions _options;
    private readonly TimeProvider _time;
    private readonly Channel<AppendRequest> _waiting;
    private readonly Task _writers;

    public PostgresMessageLog(
        NpgsqlDataSource source,
        LogDataSource writers,
        ChatStorageOptions options,
        TimeProvider time,
        ILogger<PostgresMessageLog> logger)
    {
        _source = source;
        _options = options;
        _time = time;
        _waiting = Channel.CreateBounded<AppendRequest>(options.MaxWaitingBatches);
        _writers = Task.WhenAll(Enumerable.Range(0, options.LogWriters).Select(_ =>
            Task.Run(new LogWriter(_waiting.Reader, writers.Source, options, time, logger).RunAsync)));
    }

    public Task<AppendOutcome> AppendAsync(LogBatch batch)
    {
        try
        {
            StorageText.Ensure(batch);
        }
        catch (ArgumentException fault)
        {
            return Task.FromException<AppendOutcome>(fault);
        }

        var request = new AppendRequest(batch, _time.GetTimestamp());
        return _waiting.Writer.TryWrite(request) ? request.Task : AppendLaterAsync(request);
    }

    public Task<ConversationHead> OpenAsync(string conversation, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(() => OpenOnceAsync(conversation, cancellation));

    public Task<ImmutableArray<ChatMessage>> ReadForwardAsync(
        string conversation, long fromSeq, long toSeq, int limit, CancellationToken cancellation) =>
        ReadAsync(_source.CreateCommand(Sql.Named("read_forward"))
            .With(conversation).With(fromSeq).With(toSeq).With((long)limit), cancellation);

    public Task<ImmutableArray<ChatMessage>> ReadBackAsync(
        string conversation, long? startMessageId, long minSeq, int limit, CancellationToken cancellation) =>
        ReadAsync(_source.CreateCommand(Sql.Named("read_back"))
            .With(conversation).With(startMessageId).With(minSeq).With((long)limit), cancellation);

    public Task<ImmutableArray<ChatMessage>> FindBackAsync(
        string conversation,
        HistoryFilter filter,
        long? startMessageId,
        long minSeq,
        int limit,
        CancellationToken cancellation)
    {
        StorageText.Ensure(filter.Text, "filter");
        return ReadAsync(
            _source.CreateCommand(Sql.Named("find_back"))
                .With(conversation).With(startMessageId).With(minSeq).With((long)limit)
                .With(filter.Kinds.Select(kind => (short)kind).ToArray()).With(filter.SenderId).With(filter.Text),
            cancellation);
    }

    public Task<PairPage> PageAsync(
        string conversation, long skip, int count, bool newestFirst, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = _source.CreateCommand(Sql.Named("page_said"))
                .With(conversation).With(skip).With((long)count).With(newestFirst);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await MessageRows.ReadPageAsync(reader, cancellation);
        });

    public Task<ImmutableArray<ChatMessage>> ReadAnnouncementsAsync(
        string conversation, long? startMessageId, long minSeq, int limit, CancellationToken cancellation) =>
        ReadAsync(_source.CreateCommand(Sql.Named("read_announcements"))
            .With(conversation).With(startMessageId).With(minSeq).With((long)limit), cancellation);

    public Task<int> CountAnnouncementsAsync(string conversation, long minSeq, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using var command = _source.CreateCommand(Sql.Named("count_announcements"))
                .With(conversation).With(minSeq);
            return (int)(long)(await command.ExecuteScalarAsync(cancellation))!;
        });

    public async Task<ChatMessage?> FindAsync(
        string conversation, int senderId, string clientMessageId, CancellationToken cancellation)
    {
        if (!StorageText.IsStorable(clientMessageId))
        {
            return null;
        }

        var rows = await ReadAsync(_source.CreateCommand(Sql.Named("find_message"))
            .With(conversation).With(senderId).With(clientMessageId), cancellation);
        return rows.IsEmpty ? null : rows[0];
    }

    public async Task<ChatMessage?> FindAsync(string conversation, long messageId, CancellationToken cancellation)
    {
        var rows = await ReadAsync(
            _source.CreateCommand(Sql.Named("find_message_by_id")).With(conversation).With(messageId), cancellation);
        return rows.IsEmpty ? null : rows[0];
    }

    public async Task UpdateMemberAsync(
        string conversation, int userId, MemberSettings settings, CancellationToken cancellation)
    {
        StorageText.Ensure(settings.Alias, "alias");
        await using var command = _source.CreateCommand(Sql.Named("update_member"))
            .With(conversation).With(userId)
            .With(settings.Alias).With(settings.NoDisturbing).With(settings.OnTop)
            .With(_time.GetUtcNow().ToUnixTimeMilliseconds());
        await StorageFaults.GuardAsync(() => command.ExecuteNonQueryAsync(cancellation));
    }

    /// <summary>Takes no more appends and answers those that are waiting.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writers;
    }

    private async Task<AppendOutcome> AppendLaterAsync(AppendRequest request)
    {
        using var limit = new CancellationTokenSource(_options.OutageLimit, _time);
        try
        {
            await _waiting.Writer.WriteAsync(request, limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new LogUnavailableException("The log takes no more rows at the moment.", e);
        }

        return await request.Task;
    }

    // One snapshot and one round trip: a membership must not be older than the place that the conversation continues
    // from.
    private async Task<ConversationHead> OpenOnceAsync(string conversation, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(Sql.Named("newest_messages")).With(conversation).With((long)RecentRows));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql.Named("open_members")).With(conversation));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var recent = await MessageRows.ReadAllAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        var members = await ReadMembersAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        return ConversationHead.Of(members, [.. recent.Reverse()]);
    }

    private static async Task<ImmutableArray<MemberRow>> ReadMembersAsync(
        NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var members = ImmutableArray.CreateBuilder<MemberRow>();
        while (await reader.ReadAsync(cancellation))
        {
            members.Add(new MemberRow(
                reader.GetInt32(0), reader.GetInt64(1), reader.GetInt16(2), reader.GetString(3),
                reader.GetBoolean(4), reader.GetBoolean(5), reader.GetInt64(6),
                reader.GetInt64(7), reader.GetInt16(8)));
        }

        return members.DrainToImmutable();
    }

    private static Task<ImmutableArray<ChatMessage>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using (command)
            {
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                return await MessageRows.ReadAllAsync(reader, cancellation);
            }
        });
}
