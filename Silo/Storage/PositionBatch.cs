using Npgsql;
using OrleansChat.Inbox;

namespace OrleansChat.Silo.Storage;

/// <summary>Read positions: the furthest of each user in each conversation.</summary>
internal sealed class PositionBatch : ICursorBatch<ReadPosition>
{
    private readonly SortedDictionary<(int User, string Conversation), long> _positions = new(
        Comparer<(int User, string Conversation)>.Create((one, other) => one.User != other.User
            ? one.User.CompareTo(other.User)
            : string.CompareOrdinal(one.Conversation, other.Conversation)));

    public int Count => _positions.Count;

    public void Add(int userId, ReadPosition item)
    {
        var key = (userId, item.Conversation);
        _positions[key] = Math.Max(item.Seq, _positions.GetValueOrDefault(key));
    }

    public NpgsqlCommand Store(NpgsqlDataSource source) => source.CreateCommand(Sql.Named("save_positions"))
        .With(_positions.Keys.Select(key => key.User).ToArray())
        .With(_positions.Keys.Select(key => key.Conversation).ToArray())
        .With(_positions.Values.ToArray());

    public void Clear() => _positions.Clear();
}
