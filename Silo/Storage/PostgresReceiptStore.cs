using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Receipts;

namespace OrleansChat.Silo.Storage;

/// <summary>Receipts in the rows of device <c>+</c> of <c>device_cursor</c>, and what the log says about
/// them.</summary>
public sealed class PostgresReceiptStore : IReceiptStore, IAsyncDisposable
{
    private const int HandedColumn = 10;

    private readonly NpgsqlDataSource _source;
    private readonly CursorQueue<Receipt> _receipts;

    public PostgresReceiptStore(
        NpgsqlDataSource source, ChatStorageOptions options, TimeProvider time, ILogger<PostgresReceiptStore> logger)
    {
        _source = source;
        _receipts = new CursorQueue<Receipt>(new ReceiptBatch(), source, options, time, logger);
    }

    public Task SaveAsync(int userId, ImmutableArray<Receipt> receipts, CancellationToken cancellation)
    {
        foreach (var receipt in receipts)
        {
            StorageText.Ensure(receipt.Conversation, "conversation");
        }

        return _receipts.SaveAsync(userId, receipts, cancellation);
    }

    public Task<ImmutableArray<Receipt>> LocateAsync(
        int userId, ImmutableArray<long> messageIds, CancellationToken cancellation) =>
        _source.CreateCommand(Sql.Named("locate_receipts")).With(userId).With(messageIds.ToArray())
            .With(ConversationKey.Direct(userId, userId))
            .ReadAsync(
                reader => new Receipt(
                    reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), DeliveryStage.Confirmed),
                cancellation);

    public Task<ImmutableArray<Undelivered>> ListAsync(
        int userId, UndeliveredQuery query, CancellationToken cancellation) =>
        _source.CreateCommand(Sql.Named("list_undelivered")).With(userId)
            .With(query.Direct).With(query.Rooms).With(query.HandedOnly).With((long)query.Limit)
            .With(ConversationKey.Direct(userId, userId))
            .ReadAsync(
                reader => new Undelivered(
                    MessageRows.ReadWorded(reader),
                    reader.GetBoolean(HandedColumn) ? DeliveryStage.Handed : DeliveryStage.Stored),
                cancellation);

    public async Task<UndeliveredCount> CountAsync(int userId, CancellationToken cancellation) =>
        (await _source.CreateCommand(Sql.Named("count_undelivered")).With(userId)
            .With(ConversationKey.Direct(userId, userId))
            .ReadAsync(reader => new UndeliveredCount(reader.GetInt64(0), reader.GetInt64(1)), cancellation))[0];

    public Task<ImmutableArray<DeliveryStage>> StagesAsync(
        int userId, string conversation, ImmutableArray<long> places, CancellationToken cancellation)
    {
        StorageText.Ensure(conversation, "conversation");
        return _source.CreateCommand(Sql.Named("delivery_stages")).With(userId).With(conversation)
            .With(places.ToArray())
            .ReadAsync(reader => (DeliveryStage)reader.GetInt32(0), cancellation);
    }

    /// <summary>Takes no more receipts and stores those that are waiting.</summary>
    public ValueTask DisposeAsync() => _receipts.DisposeAsync();
}
