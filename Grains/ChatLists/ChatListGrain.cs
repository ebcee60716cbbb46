using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Inbox;

namespace OrleansChat.ChatLists;

/// <summary>Remembers nothing: rows are what the store finds.</summary>
[GrainType("chat-list")]
internal sealed class ChatListGrain(IChatRowStore store) : Grain, IChatListGrain
{
    private int UserId => (int)this.GetPrimaryKeyLong();

    public async Task<Reply<ImmutableArray<ChatRow>>> ListAsync(CancellationToken cancellation)
    {
        var rows = await store.ListAsync(UserId, cancellation);
        return rows.Any(row => row.RowId == 0) ? await NumberAsync(rows, cancellation) : rows;
    }

    public async Task<Reply<long>> CountUnreadAsync(CancellationToken cancellation) =>
        await store.CountUnreadAsync(UserId, cancellation);

    public async Task<ChatError> ClearAsync(long rowId, CancellationToken cancellation)
    {
        await store.ClearAsync(UserId, rowId, CancellationToken.None);
        return ChatError.None;
    }

    public async Task<ChatError> ClearConversationAsync(string conversation, CancellationToken cancellation)
    {
        await store.ClearAsync(UserId, conversation, CancellationToken.None);
        return ChatError.None;
    }

    public async Task<ChatError> DeleteAsync(long rowId, CancellationToken cancellation)
    {
        await store.DeleteAsync(UserId, rowId, CancellationToken.None);
        return ChatError.None;
    }

    public async Task<Reply<ImmutableArray<ReadPosition>>> ClearedAsync(
        ImmutableArray<string> conversations, CancellationToken cancellation) =>
        await store.ClearedAsync(UserId, conversations, cancellation);

    /// <summary>Rows that are shown for the first time get their numbers. When the list is asked for twice at once, the
    /// store keeps what came first.</summary>
    private async Task<ImmutableArray<ChatRow>> NumberAsync(
        ImmutableArray<ChatRow> rows, CancellationToken cancellation)
    {
        var generator = GrainFactory.GetGrain<IIdGeneratorGrain>("chat-row");
        var fresh = await Task.WhenAll(rows
            .Where(row => row.RowId == 0)
            .Select(async row => new ChatRowNumber(row.Conversation, await generator.NextAsync(cancellation))));
        var numbers = (await store.NumberAsync(UserId, [.. fresh], CancellationToken.None))
            .ToDictionary(number => number.Conversation, number => number.RowId, StringComparer.Ordinal);
        return [.. rows.Select(row => row with { RowId = numbers.GetValueOrDefault(row.Conversation, row.RowId) })];
    }
}
