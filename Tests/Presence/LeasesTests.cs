using OrleansChat.Presence;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Presence;

public sealed class LeasesTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(89_999, 1)]
    [InlineData(90_000, 0)]
    public void A_lease_lasts_ninety_seconds(int milliseconds, int expected)
    {
        var leases = new Leases<string, int>(_clock);
        leases.Renew("a", 1);
        _clock.Move(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(expected, leases.Keys.Length);
        Assert.Equal(expected, leases.Values.Count());
    }

    [Fact]
    public void A_renewed_lease_outlives_one_that_is_not()
    {
        var leases = new Leases<string, int>(_clock);
        leases.Renew("a", 1);
        leases.Renew("b", 2);
        _clock.Move(TimeSpan.FromSeconds(60));
        leases.Renew("a", 3);
        _clock.Move(TimeSpan.FromSeconds(60));

        Assert.Equal(["a"], leases.Keys.AsEnumerable());
        Assert.Equal([3], leases.Values);
    }

    [Fact]
    public void An_ended_lease_is_gone()
    {
        var leases = new Leases<string, int>(_clock);
        leases.Renew("a", 1);
        leases.End("a");
        leases.End("a");

        Assert.Empty(leases.Keys);
    }
}
