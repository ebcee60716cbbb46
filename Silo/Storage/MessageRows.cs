using System.Collections.Immutable;
using Npgsql;
using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>Reads rows of <c>message</c>; every statement selects the columns in this order, and <c>wording</c> as the
/// last one where it is asked for.</summary>
internal static class MessageRows
{
    private const int WordingColumn = 9;

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
