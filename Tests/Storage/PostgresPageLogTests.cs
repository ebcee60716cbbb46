using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class PostgresPageLogTests(PostgresFixture database) : PageLogSpec, IClassFixture<PostgresFixture>
{
    private const int Places = 50_000;
    private const int Exceptions = 50;
    private const string Long = "d:700001:700002";

    protected override IMessageLog Log => database.Log;

    [Fact]
    public async Task A_page_deep_in_a_long_conversation_reads_what_does_not_count_and_itself_alone()
    {
        await FillAsync();
        await CompareAsync(); // before the database has counted anything
        await using var analyze = database.Source.CreateCommand("ANALYZE message, conversation");
        await analyze.ExecuteNonQueryAsync();
        await CompareAsync();
    }

    private async Task CompareAsync()
    {
        foreach (var newestFirst in new[] { true, false })
        {
            foreach (var skip in new[] { 0L, Places / 2, Places - Exceptions - 10 })
            {
                var page = await Log.PageAsync(Long, skip, 10, newestFirst, CancellationToken.None);
                Assert.Equal((Places - Exceptions, 10), (page.Total, page.Messages.Length));
                Assert.InRange(await BlocksAsync(newestFirst, skip), 1, Exceptions + 10 + 30); // and steps down indexes
            }
        }
    }

    private async Task<long> BlocksAsync(bool newestFirst, long skip)
    {
        await using var explain = database.Source.CreateCommand(
            "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + Sql.Named("page_said"));
        explain.With(Long).With(skip).With(10L).With(newestFirst);
        using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync())!);
        var top = plan.RootElement[0].GetProperty("Plan");
        return top.GetProperty("Shared Hit Blocks").GetInt64() + top.GetProperty("Shared Read Blocks").GetInt64();
    }

    private async Task FillAsync()
    {
        await using var fill = database.Source.CreateCommand(
            """
            INSERT INTO message (conv_id, seq, msg_id, sender_id, kind, created_at, body)
            SELECT $1, s, 512 * (s + 1000000000::bigint), 700001, CASE WHEN s % $3 = 0 THEN 6 ELSE 1 END, s, '{"content":"hello"}'
            FROM generate_series(1, $2) AS s
            """).With(Long).With(Places).With(Places / Exceptions);
        await fill.ExecuteNonQueryAsync();
        await using var count = database.Source.CreateCommand(
            "INSERT INTO conversation (conv_id, next_seq) VALUES ($1, $2)").With(Long).With((long)Places);
        await count.ExecuteNonQueryAsync();
    }
}
