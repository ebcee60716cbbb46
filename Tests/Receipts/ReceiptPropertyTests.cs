using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Inbox;
using OrleansChat.Receipts;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Receipts;

/// <summary>What waits for a user is exactly what no device of his confirmed, whatever happened before.</summary>
public sealed class ReceiptPropertyTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    /// <summary>Every kind of step of a history, but those that had no effect.</summary>
    private static readonly string[] Kinds =
    [
        "activation", "confirm", "crash", "join", "leave", "post", "recall", "report", "report again", "report, forged",
        "shown", "update",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task In_memory(int seed)
    {
        var cluster = await TestCluster.StartAsync();
        var history = new ReceiptHistory(seed, cluster.Log, cluster);

        await using var last = await history.RunAsync(10_000);

        Assert.Subset(history.Done.Where(step => step.Value >= 20).Select(step => step.Key).ToHashSet(), Kinds.ToHashSet());
    }

    [Fact]
    public async Task In_the_database_where_the_log_stays_whole()
    {
        var cluster = await TestCluster.StartAsync(replace: services => services
            .AddSingleton(database.Get<IInboxStore>())
            .AddSingleton(database.Get<IReceiptStore>()));
        var history = new ReceiptHistory(3, database.Log, cluster);

        await using var last = await history.RunAsync(1_500);

        Assert.Subset(history.Done.Where(step => step.Value >= 10).Select(step => step.Key).ToHashSet(), Kinds.ToHashSet());
        Assert.Empty(await database.Get<LogVerifier>().VerifyAsync(CancellationToken.None));
    }
}
