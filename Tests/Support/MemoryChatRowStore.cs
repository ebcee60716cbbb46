using System.Collections.Immutable;
using OrleansChat.ChatLists;
using OrleansChat.Inbox;

namespace OrleansChat.Tests.Support;

/// <summary>Lists of chats over a log in memory, as the port's text defines them.</summary>
internal sealed class MemoryChatRowStore(SteeredMessageLog log) : IChatRowStore
{
    private readonly Dictionary<(int User, string Conversation), (long RowId, long Cleared, long Deleted)> _rows = [];

    public Task<ImmutableArray<ChatRow>> ListAsync(int userId, CancellationToken cancellation) =>
        Task.FromResult(Rows(userId)
            .OrderByDescending(row => row.OnTop)
            .ThenByDescending(row => row.UpdatedAtUnixMs)
            .ThenBy(row => row.Conversation, StringComparer.Ordinal)
            .ToImmutableArray());

    public Task<ImmutableArray<ChatRowNumber>> NumberAsync(
        int userId, ImmutableArray<ChatRowNumber> numbers, CancellationToken cancellation)
    {
        foreach (var (key, rowId) in numbers)
        {
            var row = _rows.GetValueOrDefault((userId, key));
            _rows[(userId, key)] = row.RowId == 0 ? row with { RowId = rowId } : row;
        }

        return Task.FromResult(
            numbers.Select(number => number with { RowId = _rows[(userId, number.Conversation)].RowId }).ToImmutableArray());
    }

    public Task<long> CountUnreadAsync(int userId, CancellationToken cancellation) =>
        Task.FromResult(Rows(userId).Sum(row => row.Unread));

    public Task ClearAsync(int userId, long rowId, CancellationToken cancellation)
    {
        if (KeyOf(userId, rowId) is { } key)
        {
            Clear(userId, key);
        }

        return Task.CompletedTask;
    }

    public Task ClearAsync(int userId, string conversation, CancellationToken cancellation)
    {
        if (OwnConversation.Of(log, userId).Any(own => own.Key == conversation))
        {
            Clear(userId, conversation);
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(int userId, long rowId, CancellationToken cancellation)
    {
        if (KeyOf(userId, rowId) is { } key)
        {
            _rows[(userId, key)] = _rows[(userId, key)] with { RowId = 0, Deleted = log[key].Rows.Count };
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ReadPosition>> ClearedAsync(
        int userId, ImmutableArray<string> conversations, CancellationToken cancellation) => Task.FromResult(
            _rows.Where(row => row.Key.User == userId && row.Value.Cleared > 0)
                .Where(row => conversations.IsEmpty || conversations.Contains(row.Key.Conversation))
                .Select(row => new ReadPosition(row.Key.Conversation, row.Value.Cleared))
                .ToImmutableArray());

    public Task<int> FindOwnerAsync(long rowId, CancellationToken cancellation) =>
        Task.FromResult(_rows.FirstOrDefault(row => rowId > 0 && row.Value.RowId == rowId).Key.User);

    public long Cleared(int userId, string conversation) => _rows.GetValueOrDefault((userId, conversation)).Cleared;

    private IEnumerable<ChatRow> Rows(int userId) =>
        from own in OwnConversation.Of(log, userId)
        let row = _rows.GetValueOrDefault((userId, own.Key))
        let said = log[own.Key].Rows.Where(one => one.Seq > Math.Max(own.After, row.Deleted) && one.IsVisible).ToArray()
        let last = said.LastOrDefault(one => !one.IsRecalled)
        where last is not null
        let unread = said.Count(one => one.Seq > row.Cleared && !one.IsRecalled && one.SenderId != userId)
        select new ChatRow(
            row.RowId, own.Key, own.Stay.OnTop, unread, last, said[0].SentAtUnixMs, last.SentAtUnixMs);

    private void Clear(int userId, string conversation) => _rows[(userId, conversation)] =
        _rows.GetValueOrDefault((userId, conversation)) with { Cleared = log[conversation].Rows.Count };

    private string? KeyOf(int userId, long rowId) =>
        _rows.FirstOrDefault(row => row.Key.User == userId && rowId > 0 && row.Value.RowId == rowId).Key.Conversation;
}
