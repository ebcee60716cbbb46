using OrleansChat.ChatLists;
using OrleansChat.Inbox;
using OrleansChat.Receipts;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Inbox;

/// <summary>Unread counts and histories are what a plain model says they are, whatever happened before.</summary>
public sealed class UnreadPropertyTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    /// <summary>Every kind of step of a history, but those that had no effect.</summary>
    private static readonly string[] Kinds =
    [
        "activation", "clear", "confirm", "hand", "join", "join, told", "leave", "leave, told", "post", "read", "recall",
        "refusal", "update", "update, told",
    ];

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 8));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task In_memory(int seed)
    {
        var log = new SteeredMessageLog();
        var inbox = new MemoryInboxStore(log) { ChatRows = new MemoryChatRowStore(log) };
        inbox.Receipts = new MemoryReceiptStore(log, inbox);
        var history = new UnreadHistory(seed, log, inbox, inbox.Receipts, inbox.ChatRows);

        await history.RunAsync(3_000);

        Assert.Subset(history.Done.Where(step => step.Value >= 20).Select(step => step.Key).ToHashSet(), Kinds.ToHashSet());
    }

    [Fact]
    public async Task In_the_database_where_the_log_stays_whole()
    {
        var history = new UnreadHistory(
            99, database.Log, database.Get<IInboxStore>(), database.Get<IReceiptStore>(), database.Get<IChatRowStore>());

        await history.RunAsync(2_000);

        Assert.Subset(history.Done.Where(step => step.Value >= 20).Select(step => step.Key).ToHashSet(), Kinds.ToHashSet());
        Assert.Empty(await database.Get<LogVerifier>().VerifyAsync(CancellationToken.None));
    }
}
