using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class PostgresMessageLogTests(PostgresFixture database) : MessageLogSpec, IClassFixture<PostgresFixture>
{
    protected override IMessageLog Log => database.Log;

    [Fact]
    public async Task An_application_is_answered_in_the_commit_that_makes_friends_and_only_then()
    {
        var store = new PostgresApplicationStore(database.Source, TimeProvider.System);
        var wish = await store.SaveAsync(
            new FriendApplication(0, 900, 901, "hi", ApplicationStatus.Waiting, 0), "Bob", CancellationToken.None);
        var accepted = wish with { Status = ApplicationStatus.Accepted };
        var conversation = ConversationKey.Direct(900, 901);

        var conflict = await Log.AppendAsync(Batch(Row(conversation, 2)) with { Application = accepted });
        var before = await store.FindAsync(ApplicationKind.Friendship, 900, 901, CancellationToken.None);
        await Log.AppendAsync(Batch(Row(conversation, 1)) with { Application = accepted });
        var after = await store.FindAsync(ApplicationKind.Friendship, 900, 901, CancellationToken.None);

        Assert.Equal(AppendResult.Conflict, conflict.Result);
        Assert.Equal(ApplicationStatus.Waiting, before!.Status);
        Assert.Equal(accepted, after! with { AtUnixMs = accepted.AtUnixMs });
        Assert.Equal("Bob", await store.RemarkAsync(900, 901, CancellationToken.None));
    }

    [Fact]
    public async Task The_last_word_of_one_who_leaves_is_within_his_stay()
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch(Row(conversation, 1)) with { Changes = [Placed(MemberChange.Join(7, 1, ""), 1)] });
        await Log.AppendAsync(Batch(Row(conversation, 2, sender: 7)));
        await Log.AppendAsync(Batch(Row(conversation, 3)) with { Changes = [Placed(MemberChange.Leave(7), 2)] });

        await using var stay = database.Source.CreateCommand("SELECT from_seq, to_seq FROM member WHERE conv_id = $1");
        stay.Parameters.AddWithValue(conversation);
        await using var reader = await stay.ExecuteReaderAsync();

        Assert.True(await reader.ReadAsync());
        Assert.Equal((1, 2), (reader.GetInt64(0), reader.GetInt64(1)));
    }

    [Fact]
    public async Task Rows_of_many_conversations_share_commits()
    {
        using var meter = new CounterListener(StorageMeter.Name);
        string[] conversations = [.. Enumerable.Range(0, 400).Select(_ => NewConversation())];

        await Task.WhenAll(conversations.Select(one => Log.AppendAsync(Batch(Row(one, 1)))));

        // The meter counts what other classes write meanwhile as well; the rows know with whom they were committed.
        Assert.InRange(meter["chat.log.rows"], conversations.Length, long.MaxValue);
        Assert.InRange(meter["chat.log.commits"], 1, meter["chat.log.rows"]);
        await using var commits = database.Source.CreateCommand(
            "SELECT count(DISTINCT xmin::text) FROM message WHERE conv_id = ANY($1)");
        commits.Parameters.AddWithValue(conversations);
        Assert.InRange((long)(await commits.ExecuteScalarAsync())!, 1, conversations.Length / 4);
    }
}
