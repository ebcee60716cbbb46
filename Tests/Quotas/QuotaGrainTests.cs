using OrleansChat.Errors;
using OrleansChat.Quotas;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Quotas;

public sealed class QuotaGrainTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task As_many_as_allowed_and_then_none_until_the_first_is_a_window_ago()
    {
        await using var cluster = await TestCluster.StartAsync();
        Assert.Equal(ChatError.None, await TakeAsync(cluster, "search:1"));
        cluster.Clock.Move(TimeSpan.FromSeconds(40));
        Assert.Equal(ChatError.None, await TakeAsync(cluster, "search:1"));
        Assert.Equal(ChatError.RateLimited, await TakeAsync(cluster, "search:1"));

        cluster.Clock.Move(TimeSpan.FromSeconds(20));
        Assert.Equal(ChatError.None, await TakeAsync(cluster, "search:1"));
        Assert.Equal(ChatError.RateLimited, await TakeAsync(cluster, "search:1"));
    }

    [Fact]
    public async Task Nobody_pays_for_another_and_nothing_for_something_else()
    {
        await using var cluster = await TestCluster.StartAsync();
        await TakeAsync(cluster, "search:1");
        await TakeAsync(cluster, "search:1");

        Assert.Equal(ChatError.RateLimited, await TakeAsync(cluster, "search:1"));
        Assert.Equal(ChatError.None, await TakeAsync(cluster, "search:2"));
        Assert.Equal(ChatError.None, await TakeAsync(cluster, "is-registered:1"));
    }

    [Fact]
    public async Task Those_who_ask_at_once_share_what_is_left()
    {
        await using var cluster = await TestCluster.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => TakeAsync(cluster, "search:1"))));

        Assert.Equal(2, answers.Count(answer => answer is ChatError.None));
    }

    private static Task<ChatError> TakeAsync(TestCluster cluster, string key) =>
        cluster.Grains.GetGrain<IQuotaGrain>(key).TakeAsync(limit: 2, Minute, CancellationToken.None);
}
