using OrleansChat.Conversations;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class MessageLogSmokeTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Rows_come_back_as_they_were_appended()
    {
        await using var writers = new LogDataSource(database.ConnectionString);
        await using var log = database.CreateLog(writers);
        var one = new ChatMessage("r:1", 1, 512, 0, null, MessageKind.Membership, "{}", false, 5, null);
        var two = new ChatMessage("r:1", 2, 1024, 7, "k", MessageKind.Text, "{\"content\":\"你好 👋\"}", true, 6, null);

        var outcome = await log.AppendAsync(new LogBatch("r:1", [one, two], [new MemberChange(7, 1, true, 3, "a", 5)]));
        var again = await log.AppendAsync(new LogBatch("r:1", [two with { Seq = 3, MessageId = 2048 }], []));
        var stale = await log.AppendAsync(new LogBatch("r:1", [two with { ClientMessageId = "z" }], []));

        var head = await log.OpenAsync("r:1", CancellationToken.None);
        Assert.Equal(AppendResult.Committed, outcome.Result);
        Assert.Equal(AppendResult.Duplicate, again.Result);
        Assert.Equal([two], again.Existing.AsEnumerable());
        Assert.Equal(AppendResult.Conflict, stale.Result);
        Assert.Equal(2, head.LastSeq);
        Assert.Equal([one, two], head.Recent.AsEnumerable());
        Assert.Equal([new MemberRow(7, 1, 3, "a", false, false, 5)], head.Members.AsEnumerable());
        Assert.Equal([two], (await log.ReadBackAsync("r:1", 99999, 1, 10, CancellationToken.None)).AsEnumerable());
    }
}
