using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class KnownProfileTests
{
    private readonly SteppedClock _clock = new();

    [Fact]
    public async Task A_mute_whose_notice_was_lost_is_known_half_a_minute_later()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.RegisterAsync(1);
        var known = Know(cluster);
        await known.GetAsync(CancellationToken.None);
        await cluster.User(1).MuteAsync(2, 60_000, CancellationToken.None);

        _clock.Move(TimeSpan.FromSeconds(29));
        Assert.False(await IsMutedAsync(known, cluster));
        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.True(await IsMutedAsync(known, cluster));
    }

    [Fact]
    public async Task What_was_forgotten_is_asked_again()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.RegisterAsync(1);
        var known = Know(cluster);
        await known.GetAsync(CancellationToken.None);
        await cluster.User(1).EditProfileAsync("another name", null, CancellationToken.None);

        Assert.Equal("user 1", (await known.GetAsync(CancellationToken.None)).Value!.Author.Name);
        known.Forget();
        Assert.Equal("another name", (await known.GetAsync(CancellationToken.None)).Value!.Author.Name);
    }

    [Fact]
    public async Task A_user_who_does_not_exist_is_not_remembered()
    {
        await using var cluster = await TestCluster.StartAsync();
        var known = Know(cluster);

        Assert.False((await known.GetAsync(CancellationToken.None)).Ok);
        await cluster.RegisterAsync(1);
        Assert.True((await known.GetAsync(CancellationToken.None)).Ok);
    }

    private KnownProfile Know(TestCluster cluster) =>
        new(1, cluster.Grains, new GrainRetries(_clock, NullLogger<GrainRetries>.Instance), _clock);

    private static async Task<bool> IsMutedAsync(KnownProfile known, TestCluster cluster) =>
        (await known.GetAsync(CancellationToken.None)).Value!.Profile.IsMutedAt(cluster.Clock.UnixMs);
}
