using System.Collections.Immutable;
using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Friends;

namespace OrleansChat.Silo.Storage;

/// <summary>Reads rows of <c>message</c>; every statement selects the columns in this order, and <c>wording</c> as the
/// last one where it is asked for.</summary>
internal static class MessageRows
{
    private const int WordingColumn = 9;
    private const int TotalColumn = 10;

    internal static async Task<ImmutableArray<ChatMessage>> ReadAllAsync(
        NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<ChatMessage>();
        var isWorded = reader.FieldCount > WordingColumn;
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(isWorded ? ReadWorded(reader) : Read(reader));
        }

        return rows.DrainToImmutable();
    }

    /// <summary>Rows with the total behind their columns; a page beyond the end has one row without a
    /// message.</summary>
    internal static async Task<PairPage> ReadPageAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var total = 0L;
        var rows = ImmutableArray.CreateBuilder<ChatMessage>();
        while (await reader.ReadAsync(cancellation))
        {
            total = reader.GetInt64(TotalColumn);
            if (!reader.IsDBNull(0))
            {
                rows.Add(ReadWorded(reader));
            }
        }

        return new PairPage(total, rows.DrainToImmutable());
    }

    internal static ChatMessage Read(NpgsqlDataReader reader, int from = 0) => Read(reader, from, wording: null);

    internal static ChatMessage ReadWorded(NpgsqlDataReader reader, int from = 0) => Read(
        reader,
        from,
        reader.IsDBNull(from + WordingColumn) ? null : reader.GetString(from + WordingColumn));

    private static ChatMessage Read(NpgsqlDataReader reader, int from, string? wording) => new(
        reader.GetString(from),
        reader.GetInt64(from + 1),
        reader.GetInt64(from + 2),
        reader.GetInt32(from + 3),
        reader.IsDBNull(from + 4) ? null : reader.GetString(from + 4),
        (MessageKind)reader.GetInt16(from + 5),
        reader.IsDBNull(from + 6) ? "" : reader.GetString(from + 6),
        reader.GetBoolean(from + 7),
        reader.GetInt64(from + 8),
        Author: null,
        Wording: wording);
}
