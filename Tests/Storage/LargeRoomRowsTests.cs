using System.Text.Json;
using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

/// <summary>What the database writes and reads for one change of members, as its own account says.</summary>
public sealed class LargeRoomRowsTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private const int Small = 50;
    private const int Large = 5_000;

    private static readonly string[] Changes = ["join", "leave", "rank"];

    [Fact]
    public async Task One_change_writes_and_reads_as_much_in_a_room_of_five_thousand_as_in_one_of_fifty()
    {
        var small = await FillAsync(ConversationKey.Room(1), Small);
        var large = await FillAsync(ConversationKey.Room(2), Large);
        await CompareAsync(small, large); // before the database has counted anything, as after many have joined at once
        await using var analyze = database.Source.CreateCommand("ANALYZE member, message");
        await analyze.ExecuteNonQueryAsync();
        await CompareAsync(small, large);
    }

    private async Task CompareAsync(ChatMessage small, ChatMessage large)
    {
        foreach (var change in Changes)
        {
            var inSmall = await CostAsync(small, change);
            var inLarge = await CostAsync(large, change);
            Assert.InRange(inSmall.Records, 1, 16); // the row, its indexes: it was really written
            Assert.InRange(inLarge.Records, 1, inSmall.Records + 8); // pages may split or be tidied on the way
            Assert.InRange(inLarge.Pages, 1, inSmall.Pages + 12); // indexes are a level deeper
        }
    }

    /// <returns>The last row of the room.</returns>
    private async Task<ChatMessage> FillAsync(string conversation, int members)
    {
        ChatMessage? last = null;
        foreach (var users in Enumerable.Range(1, members).Chunk(500))
        {
            var seq = (last?.Seq ?? 0) + 1;
            var id = 512 * (seq + (long.Parse(conversation[2..], null) * 1_000));
            last = new ChatMessage(conversation, seq, id, 0, null, MessageKind.Membership, "{}", false, seq, null);
            await database.Log.AppendAsync(new LogBatch(
                conversation, [last], [.. users.Select(user => Placed(MemberChange.Join(user, 1, ""), seq))]));
        }

        return last!;
    }

    private async Task<(long Records, long Pages)> CostAsync(ChatMessage last, string change)
    {
        var changed = change switch
        {
            "join" => MemberChange.Join(1_000_000, 1, ""),
            "leave" => MemberChange.Leave(7),
            _ => MemberChange.Update(7, level: 2),
        };
        var rows = new LogBatch(last.Conversation, [last], [Placed(changed, last.Seq)]);
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction);
        MembershipCommands.AddTo(batch, [new AppendRequest(rows, 0)]);
        Assert.Equal(1, batch.BatchCommands.Count);
        var command = batch.BatchCommands[0];
        command.CommandText = "EXPLAIN (ANALYZE, BUFFERS, WAL, FORMAT JSON) " + command.CommandText;
        using var plan = JsonDocument.Parse((string)(await batch.ExecuteScalarAsync())!);
        var top = plan.RootElement[0].GetProperty("Plan");
        return (Number(top, "WAL Records"), Number(top, "Shared Hit Blocks") + Number(top, "Shared Read Blocks"));
    }

    private static long Number(JsonElement plan, string name) => plan.GetProperty(name).GetInt64();

    private static MemberChange Placed(MemberChange change, long seq) => change with { Seq = seq, AtUnixMs = seq };
}
