using System.Collections.Immutable;
using Npgsql;
using OrleansChat.ChatLists;
using OrleansChat.Inbox;

namespace OrleansChat.Silo.Storage;

/// <summary>Lists of chats: numbers and places in <c>chat_row</c>, the rest from the log.</summary>
public sealed class PostgresChatRowStore(NpgsqlDataSource source) : IChatRowStore
{
    private const int RowIdColumn = 10;

    public Task<ImmutableArray<ChatRow>> ListAsync(int userId, CancellationToken cancellation) =>
        source.CreateCommand(Sql.Named("list_chats")).With(userId).ReadAsync(Row, cancellation);

    public Task<ImmutableArray<ChatRowNumber>> NumberAsync(
        int userId, ImmutableArray<ChatRowNumber> numbers, CancellationToken cancellation) =>
        source.CreateCommand(Sql.Named("number_chats")).With(userId)
            .With(numbers.Select(number => number.Conversation).ToArray())
            .With(numbers.Select(number => number.RowId).ToArray())
            .ReadAsync(reader => new ChatRowNumber(reader.GetString(0), reader.GetInt64(1)), cancellation);

    public async Task<long> CountUnreadAsync(int userId, CancellationToken cancellation) =>
        (await source.CreateCommand(Sql.Named("count_chats_unread")).With(userId)
            .ReadAsync(reader => reader.GetInt64(0), cancellation))[0];

    public Task ClearAsync(int userId, long rowId, CancellationToken cancellation) =>
        source.CreateCommand(Sql.Named("clear_chat")).With(userId).With(rowId).RunAsync(cancellation);

    public Task ClearAsync(int userId, string conversation, CancellationToken cancellation)
    {
        StorageText.Ensure(conversation, "conversation");
        return source.CreateCommand(Sql.Named("clear_conversation")).With(userId).With(conversation)
            .RunAsync(cancellation);
    }

    public Task DeleteAsync(int userId, long rowId, CancellationToken cancellation) =>
        source.CreateCommand(Sql.Named("delete_chat")).With(userId).With(rowId).RunAsync(cancellation);

    public Task<ImmutableArray<ReadPosition>> ClearedAsync(
        int userId, ImmutableArray<string> conversations, CancellationToken cancellation)
    {
        foreach (var conversation in conversations)
        {
            StorageText.Ensure(conversation, "conversation");
        }

        return source.CreateCommand(Sql.Named("list_cleared")).With(userId).With(conversations.ToArray())
            .ReadAsync(reader => new ReadPosition(reader.GetString(0), reader.GetInt64(1)), cancellation);
    }

    public async Task<int> FindOwnerAsync(long rowId, CancellationToken cancellation) =>
        (await source.CreateCommand(Sql.Named("find_chat_owner")).With(rowId)
            .ReadAsync(reader => reader.GetInt32(0), cancellation)).FirstOrDefault();

    private static ChatRow Row(NpgsqlDataReader reader)
    {
        var last = MessageRows.ReadWorded(reader);
        return new ChatRow(
            reader.GetInt64(RowIdColumn), last.Conversation, reader.GetBoolean(RowIdColumn + 1),
            reader.GetInt64(RowIdColumn + 2), last, reader.GetInt64(RowIdColumn + 3), last.SentAtUnixMs);
    }
}
