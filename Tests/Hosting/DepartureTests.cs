using OrleansChat.Hosting;
using OrleansChat.Silo.Operations;
using OrleansChat.Tests.Runtime;

namespace OrleansChat.Tests.Hosting;

public sealed class DepartureTests : IDisposable
{
    private readonly Readiness _readiness = new();
    private readonly ManualClock _clock = new();
    private readonly Departure _departure;

    public DepartureTests() =>
        _departure = new Departure(_readiness, new DepartureOptions(TimeSpan.FromSeconds(5)), _clock);

    public void Dispose() => _departure.Dispose();

    [Fact]
    public async Task Load_balancers_hear_of_it_a_pause_before_anything_is_refused()
    {
        var leaving = _departure.StoppingAsync(CancellationToken.None);
        Assert.Equal((false, true, false), (_readiness.IsReady, _readiness.IsOpen, _readiness.IsDraining));
        Assert.Equal(["draining"], _readiness.Reasons);

        _clock.Advance(TimeSpan.FromSeconds(5));
        await leaving;

        Assert.Equal((false, false, true), (_readiness.IsReady, _readiness.IsOpen, _readiness.IsDraining));
        Assert.Equal(["draining"], _readiness.Reasons);
    }

    [Fact]
    public void The_pause_takes_nothing_from_the_time_for_sockets_and_grains() => Assert.Equal(
        TimeSpan.FromSeconds(5),
        new DepartureOptions(TimeSpan.FromSeconds(5)).Deadline - new DepartureOptions(TimeSpan.Zero).Deadline);

    [Fact]
    public void A_reason_that_refuses_is_not_weakened_by_an_announcement()
    {
        _readiness.Block(Readiness.Draining);
        _readiness.Announce(Readiness.Draining);

        Assert.True(_readiness.IsDraining);
    }
}
