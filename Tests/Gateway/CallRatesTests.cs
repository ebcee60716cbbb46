using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class CallRatesTests
{
    private readonly SteppedClock _clock = new();

    [Fact]
    public void A_user_has_so_many_calls_a_minute_and_others_have_their_own()
    {
        var rates = new CallRates(new GatewayOptions { Strict = true }, _clock);

        var taken = Enumerable.Range(0, CallRates.PerMinute + 5).Count(_ => rates.TryTake(1));

        Assert.Equal(CallRates.PerMinute, taken);
        Assert.True(rates.TryTake(2));
        _clock.Move(TimeSpan.FromSeconds(59));
        Assert.False(rates.TryTake(1));
        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.True(rates.TryTake(1));
    }

    [Fact]
    public void In_development_nobody_counts()
    {
        var rates = new CallRates(new GatewayOptions { Strict = false }, _clock);

        Assert.All(Enumerable.Range(0, CallRates.PerMinute + 5), _ => Assert.True(rates.TryTake(1)));
    }
}
