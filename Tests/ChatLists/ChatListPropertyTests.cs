using Microsoft.Extensions.DependencyInjection;
using OrleansChat.ChatLists;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.ChatLists;

/// <summary>Rows of lists of chats are what the formula says, whatever happened before.</summary>
public sealed class ChatListPropertyTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    /// <summary>Every kind of step of a history, but those that had no effect.</summary>
    private static readonly string[] Kinds =
    [
        "activation", "clear", "clear a conversation", "clear, not his", "crash", "delete", "delete, not his", "join", "leave",
        "pin", "post", "recall", "update",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task In_memory(int seed)
    {
        var cluster = await TestCluster.StartAsync();
        var history = new ChatListHistory(seed, cluster.Log, cluster);

        await using var last = await history.RunAsync(5_000);

        Assert.Subset(history.Done.Where(step => step.Value >= 20).Select(step => step.Key).ToHashSet(), Kinds.ToHashSet());
    }

    [Fact]
    public async Task In_the_database_where_the_log_stays_whole()
    {
        var cluster = await TestCluster.StartAsync(
            replace: services => services.AddSingleton(database.Get<IChatRowStore>()));
        var history = new ChatListHistory(3, database.Log, cluster);

        await using var last = await history.RunAsync(1_500);

        Assert.Subset(history.Done.Where(step => step.Value >= 10).Select(step => step.Key).ToHashSet(), Kinds.ToHashSet());
        Assert.Empty(await database.Get<LogVerifier>().VerifyAsync(CancellationToken.None));
    }
}
