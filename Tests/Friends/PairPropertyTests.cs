using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Friends;

/// <summary>Pages, and what protocols with friendships show, are what a plain model says they are, whatever happened
/// before.</summary>
public sealed class PairPropertyTests
{
    private static readonly string[] Kinds =
        ["talk", "talk as friend", "refusal", "repetition", "recall", "friends", "end"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task In_memory(int seed)
    {
        var cluster = await FriendStage.OpenAsync();
        var history = new PairHistory(seed, [1, 2, 3]);
        var clock = new Random(seed);

        await history.RunAsync(3_000, async step =>
        {
            cluster.Clock.Move(TimeSpan.FromMilliseconds(clock.Next(3))); // some things are said at once
            if (step % 500 == 499)
            {
                var next = await cluster.CrashAsync();
                await cluster.DisposeAsync();
                cluster = next;
            }

            return cluster.Grains;
        });

        await cluster.DisposeAsync();
        Assert.Subset(history.Done.Where(step => step.Value >= 20).Select(step => step.Key).ToHashSet(), Kinds.ToHashSet());
    }

    [Fact]
    public async Task In_the_database_where_the_log_stays_whole()
    {
        await using var host = await ChatHost.StartAsync();
        var users = new List<int>();
        while (users.Count < 3)
        {
            users.Add((await host.CreateUserAsync($"user {users.Count}")).UserId);
        }

        await new PairHistory(99, [.. users]).RunAsync(400, _ => Task.FromResult<IGrainFactory>(host.Grains));

        Assert.Empty(await host.VerifyLogAsync());
    }
}
