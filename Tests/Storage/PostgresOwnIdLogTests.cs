using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class PostgresOwnIdLogTests(PostgresFixture database) : OwnIdLogSpec, IClassFixture<PostgresFixture>
{
    protected override IMessageLog Log => database.Log;

    [Fact]
    public async Task Two_that_want_one_id_at_once_do_not_take_the_commit_of_the_others_apart()
    {
        var rivals = Enumerable.Range(0, 8).Select(number => Own(Row(NewConversation(), 1, sender: number + 1), 4_096));
        string[] conversations = [.. Enumerable.Range(0, 400).Select(_ => NewConversation())];

        // Nothing is committed before all of them wait.
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var blocking = await connection.BeginTransactionAsync();
        await using var block = new NpgsqlCommand("LOCK TABLE message IN EXCLUSIVE MODE", connection, blocking);
        await block.ExecuteNonQueryAsync();
        Task[] appended =
            [.. conversations.Select(one => Row(one, 1)).Concat(rivals).Select(row => Log.AppendAsync(Batch(row)))];
        await blocking.CommitAsync();
        await Task.WhenAll(appended);

        await using var commits = database.Source.CreateCommand(
            "SELECT count(DISTINCT xmin::text) FROM message WHERE conv_id = ANY($1)");
        commits.Parameters.AddWithValue(conversations);
        Assert.InRange((long)(await commits.ExecuteScalarAsync())!, 1, conversations.Length / 4);
    }

    [Fact]
    public async Task Of_two_nodes_that_want_one_id_one_gets_it()
    {
        await using var second = new ServiceCollection().AddLogging().AddChatStorage(database.ConnectionString)
            .BuildServiceProvider();
        IMessageLog[] nodes = [Log, second.GetRequiredService<IMessageLog>()];
        for (var round = 0; round < 50; round++)
        {
            var id = 1_000_000L + round;
            ChatMessage[] rows = [.. nodes.Select((_, node) => Own(Row(NewConversation(), 1, sender: node + 1), id))];

            var outcomes = await Task.WhenAll(nodes.Select((log, node) => log.AppendAsync(Batch(rows[node]))));

            var loser = outcomes[0].Result is AppendResult.Committed ? 1 : 0;
            Assert.Equal(AppendResult.Committed, outcomes[1 - loser].Result);
            Assert.Equal(AppendResult.Duplicate, outcomes[loser].Result);
            Assert.Equal([rows[1 - loser]], outcomes[loser].Existing.AsEnumerable());
        }
    }
}
