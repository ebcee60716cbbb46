using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Accounts;

public sealed class UserMuteTests
{
    private const int Staff = 2;

    [Fact]
    public async Task A_mute_is_stored_before_it_is_answered()
    {
        await using var before = await TestCluster.StartAsync();
        await before.RegisterAsync(1);
        await before.User(1).MuteAsync(Staff, 60_000, CancellationToken.None);

        await using var after = await before.CrashAsync();
        var profile = (await after.User(1).GetProfileAsync(CancellationToken.None)).Value!;

        Assert.Equal((after.Clock.UnixMs, after.Clock.UnixMs + 60_000), (profile.MutedFromUnixMs, profile.MutedUntilUnixMs));
        Assert.True(profile.IsMutedAt(after.Clock.UnixMs + 59_999));
        Assert.False(profile.IsMutedAt(after.Clock.UnixMs + 60_000));
    }

    [Fact]
    public async Task The_users_nodes_are_told_from_when_to_when()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.RegisterAsync(1);
        await cluster.ConnectAsync(1, "web-1");

        await cluster.User(1).MuteAsync(Staff, 60_000, CancellationToken.None);
        await cluster.User(1).MuteAsync(Staff, 0, CancellationToken.None);

        Assert.Equal(
            [(NoticeKind.UserMuted, 1, 60_000L), (NoticeKind.UserMuted, 1, 0L)],
            cluster.Fanout.Notices.Select(notice => (notice.Kind, notice.UserId, notice.UntilUnixMs - notice.AtUnixMs)));
    }

    [Theory]
    [InlineData(UserRole.User, -1, ChatError.InvalidValue)]
    [InlineData(UserRole.User, 31_536_000_001, ChatError.InvalidValue)]
    [InlineData(UserRole.User, long.MaxValue, ChatError.InvalidValue)]
    [InlineData(UserRole.User, 31_536_000_000, ChatError.None)]
    [InlineData(UserRole.Agent, 1, ChatError.None)]
    [InlineData(UserRole.Staff, 1, ChatError.Forbidden)]
    [InlineData(UserRole.Staff, 0, ChatError.Forbidden)]
    public async Task Who_may_be_muted_for_how_long(UserRole role, long durationMs, ChatError expected)
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.User(1).RegisterAsync(new RegisterUser("", null, "Anna", role), CancellationToken.None);

        Assert.Equal(expected, await cluster.User(1).MuteAsync(Staff, durationMs, CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_is_muted_who_does_not_exist()
    {
        await using var cluster = await TestCluster.StartAsync();

        Assert.Equal(ChatError.UserUnknown, await cluster.User(1).MuteAsync(Staff, 1, CancellationToken.None));
    }
}
