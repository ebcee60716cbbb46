using Orleans.Runtime;
using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Accounts;

public sealed class UserSessionTests
{
    private static readonly OpenSession Computer = new("chat33", "PC", "device-1", "");

    [Fact]
    public async Task A_login_replaces_the_one_of_the_same_device_type_and_no_other()
    {
        await using var cluster = await OpenAsync();
        var first = await LogInAsync(cluster, Computer);
        var phone = await LogInAsync(cluster, Computer with { Device = "Android" });
        var other = await LogInAsync(cluster, Computer with { Protocol = "other" });

        var second = await LogInAsync(cluster, Computer with { DeviceId = "device-2" });

        Assert.Equal(ChatError.SessionReplaced, (await Session(cluster, first).GetAsync(CancellationToken.None)).Error);
        Assert.Equal(ChatError.None, (await Session(cluster, phone).GetAsync(CancellationToken.None)).Error);
        Assert.Equal(ChatError.None, (await Session(cluster, other).GetAsync(CancellationToken.None)).Error);
        Assert.Equal(1, (await Session(cluster, second).GetAsync(CancellationToken.None)).Value!.UserId);
    }

    [Theory]
    [InlineData("device-1", SessionEndings.SameDevice)]
    [InlineData("device-2", SessionEndings.OtherDevice)]
    [InlineData("", SessionEndings.OtherDevice)]
    public async Task The_sockets_of_a_replaced_session_are_told_why(string deviceId, int expected)
    {
        await using var cluster = await OpenAsync();
        await cluster.ConnectAsync(1, "web-1");
        var first = await LogInAsync(cluster, Computer);

        await LogInAsync(cluster, Computer with { DeviceId = deviceId });

        var notice = Assert.Single(cluster.Fanout.Notices);
        Assert.Equal(
            (NoticeKind.SessionEnded, expected, SessionToken.SessionId(first)), (notice.Kind, notice.Count, notice.Text));
    }

    [Fact]
    public async Task A_session_that_could_not_be_replaced_is_replaced_by_the_next_try()
    {
        await using var cluster = await OpenAsync();
        var first = await LogInAsync(cluster, Computer);
        cluster.States.FailingState = "user";
        await Assert.ThrowsAnyAsync<OrleansException>(() => LogInAsync(cluster, Computer));
        cluster.States.FailingState = null;

        await LogInAsync(cluster, Computer);

        Assert.Equal(ChatError.SessionReplaced, (await Session(cluster, first).GetAsync(CancellationToken.None)).Error);
    }

    [Fact]
    public async Task A_closed_session_is_none_and_closing_it_again_is_no_error()
    {
        await using var cluster = await OpenAsync();
        var token = await LogInAsync(cluster, Computer);
        var id = SessionToken.SessionId(token);

        Assert.Equal(ChatError.None, await cluster.User(1).CloseSessionAsync(id, CancellationToken.None));
        Assert.Equal(ChatError.None, await cluster.User(1).CloseSessionAsync(id, CancellationToken.None));
        Assert.Equal(ChatError.Unauthenticated, (await Session(cluster, token).GetAsync(CancellationToken.None)).Error);
    }

    [Fact]
    public async Task Nobody_closes_or_binds_the_session_of_another()
    {
        await using var cluster = await OpenAsync();
        var token = await LogInAsync(cluster, Computer);
        var id = SessionToken.SessionId(token);

        await cluster.User(2).CloseSessionAsync(id, CancellationToken.None);

        Assert.Equal(ChatError.WrongToken, (await cluster.User(2).BindSessionAsync(id, Computer, CancellationToken.None)).Error);
        Assert.Equal(ChatError.None, (await Session(cluster, token).GetAsync(CancellationToken.None)).Error);
    }

    [Theory]
    [InlineData(7 * 24, ChatError.None)]
    [InlineData((7 * 24) + 1, ChatError.Unauthenticated)]
    public async Task A_session_ends_when_it_is_idle_for_a_week(int hours, ChatError expected)
    {
        await using var cluster = await OpenAsync();
        var token = await LogInAsync(cluster, Computer);
        cluster.Clock.Move(TimeSpan.FromHours(hours));

        Assert.Equal(expected, (await Session(cluster, token).GetAsync(CancellationToken.None)).Error);
    }

    [Fact]
    public async Task A_session_in_use_ends_after_a_month()
    {
        await using var cluster = await OpenAsync();
        var token = await LogInAsync(cluster, Computer);
        for (var day = 0; day < 30; day++)
        {
            cluster.Clock.Move(TimeSpan.FromDays(1));
            Assert.Equal(ChatError.None, (await Session(cluster, token).GetAsync(CancellationToken.None)).Error);
        }

        cluster.Clock.Move(TimeSpan.FromHours(1));

        Assert.Equal(ChatError.Unauthenticated, (await Session(cluster, token).GetAsync(CancellationToken.None)).Error);
    }

    [Fact]
    public async Task A_session_ends_although_its_use_is_just_being_stored()
    {
        await using var cluster = await OpenAsync();
        var token = await LogInAsync(cluster, Computer);
        cluster.Clock.Move(TimeSpan.FromHours(2));
        cluster.States.Hold();
        var use = Session(cluster, token).GetAsync(CancellationToken.None);
        var end = Session(cluster, token).EndAsync(replaced: false, CancellationToken.None);
        cluster.States.Release();

        await end;
        await use;

        Assert.Equal(ChatError.Unauthenticated, (await Session(cluster, token).GetAsync(CancellationToken.None)).Error);
    }

    [Fact]
    public async Task Guesses_that_are_made_at_once_count_as_much_as_one_after_the_other()
    {
        await using var cluster = await OpenAsync();
        cluster.Passwords.Hold();
        var guesses = Enumerable.Range(0, 40)
            .Select(i => cluster.User(1).VerifyPasswordAsync($"guess {i}", CancellationToken.None))
            .ToArray();
        cluster.Passwords.Release();

        var answers = await Task.WhenAll(guesses);

        Assert.Equal(5, cluster.Passwords.Verified);
        Assert.Equal(5, answers.Count(answer => answer is ChatError.WrongCredentials));
        Assert.Equal(35, answers.Count(answer => answer is ChatError.RateLimited));
    }

    [Fact]
    public async Task An_unknown_account_costs_the_same_and_is_wrong_alike()
    {
        await using var cluster = await OpenAsync();

        var answer = await cluster.User(77).VerifyPasswordAsync("secret", CancellationToken.None);

        Assert.Equal(ChatError.WrongCredentials, answer);
        Assert.Equal(1, cluster.Passwords.Verified);
    }

    [Fact]
    public async Task A_profile_that_is_stored_is_a_success_whoever_cannot_be_told()
    {
        await using var cluster = await OpenAsync();
        await cluster.ConnectAsync(1, "web-1");
        cluster.Fanout.IsFailing = true;

        Assert.Equal(ChatError.None, await cluster.User(1).EditProfileAsync("new", null, CancellationToken.None));
        Assert.Equal("new", (await cluster.User(1).GetProfileAsync(CancellationToken.None)).Value!.Name);
    }

    private static async Task<TestCluster> OpenAsync()
    {
        var cluster = await TestCluster.StartAsync();
        await cluster.RegisterAsync(1, 2);
        return cluster;
    }

    private static async Task<string> LogInAsync(TestCluster cluster, OpenSession command) =>
        (await cluster.User(1).OpenSessionAsync(command, CancellationToken.None)).Value!.Token;

    private static ISessionGrain Session(TestCluster cluster, string token) =>
        cluster.Grains.GetGrain<ISessionGrain>(SessionToken.SessionId(token));
}
