using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Accounts;

public sealed class LoginGuardTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(4, ChatError.None)]
    [InlineData(5, ChatError.RateLimited)]
    public async Task Five_failures_close_the_door(int failures, ChatError expected)
    {
        var guard = await FailedAsync(failures);

        Assert.Equal(expected, await guard.TryAsync(() => Task.FromResult(true)));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(7, 4)]
    [InlineData(14, 512)]
    [InlineData(15, 900)]
    [InlineData(60, 900)]
    public async Task The_wait_doubles_up_to_a_quarter_of_an_hour(int failures, int seconds)
    {
        var guard = await FailedAsync(failures);
        _clock.Move(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));

        Assert.Equal(ChatError.RateLimited, await guard.TryAsync(() => Task.FromResult(true)));
        _clock.Move(TimeSpan.FromMilliseconds(1));
        Assert.Equal(ChatError.None, await guard.TryAsync(() => Task.FromResult(true)));
    }

    [Fact]
    public async Task A_success_forgives()
    {
        var guard = await FailedAsync(4);
        await guard.TryAsync(() => Task.FromResult(true));
        for (var i = 0; i < 4; i++)
        {
            await guard.TryAsync(() => Task.FromResult(false));
        }

        Assert.Equal(ChatError.None, await guard.TryAsync(() => Task.FromResult(true)));
    }

    private async Task<LoginGuard> FailedAsync(int failures)
    {
        var guard = new LoginGuard(_clock);
        for (var i = 0; i < failures; i++)
        {
            _clock.Move(i >= 5 ? TimeSpan.FromMinutes(15) : TimeSpan.Zero);
            await guard.TryAsync(() => Task.FromResult(false));
        }

        return guard;
    }
}
