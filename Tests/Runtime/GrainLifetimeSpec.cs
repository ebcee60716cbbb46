using Orleans.Runtime;
using OrleansChat.Tests.Runtime.Grains;

namespace OrleansChat.Tests.Runtime;

/// <summary>Activation, deactivation, timers: what holds on every runtime.</summary>
public abstract class GrainLifetimeSpec : RuntimeSpec
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData(1, "not made")]
    [InlineData(2, "not activated")]
    public async Task An_activation_that_fails_is_forgotten_and_the_next_call_tries_again(long key, string fault)
    {
        var fragile = Grains.GetGrain<IFragileGrain>(key);

        var thrown = await Assert.ThrowsAnyAsync<Exception>(fragile.AskAsync);

        Assert.Contains(fault, thrown.ToString(), StringComparison.Ordinal);
        Assert.Equal("here", await fragile.AskAsync());
    }

    [Fact]
    public async Task A_grain_that_deactivates_itself_is_told_and_comes_back_fresh()
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);
        await counter.AddAsync(5);

        await counter.LeaveAsync();

        await Journal.UntilAsync("counter 1 deactivated ApplicationRequested");
        Assert.Equal(1, await counter.AddAsync(1));
        Assert.Equal(2, Journal.Activations);
    }

    [Fact]
    public async Task A_request_that_asks_for_deactivation_is_finished_first()
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);

        Assert.Equal(1, await counter.AddAndLeaveAsync());

        await Journal.UntilAsync("counter 1 deactivated ApplicationRequested");
    }

    [Fact]
    public async Task A_grain_that_deactivates_itself_under_load_answers_every_caller_that_tries_again()
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);

        var calls = Enumerable.Range(0, 1_000)
            .Select(index => RetryAsync(index % 50 == 7 ? counter.AddAndLeaveAsync : () => counter.AddAsync(1)))
            .ToArray();
        var answers = await Task.WhenAll(calls).WaitAsync(Patience);

        Assert.All(answers, total => Assert.InRange(total, 1, 1_000));
        Assert.InRange(Journal.Activations, 2, 21);
    }

    [Fact]
    public async Task Two_activations_of_one_grain_never_live_at_once()
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);

        await Task.WhenAll(Enumerable.Range(0, 300).AsParallel()
            .Select(index => RetryAsync(index % 10 == 0 ? counter.AddAndLeaveAsync : () => counter.AddAsync(1))));
        await Host.StopAsync();

        var alive = 0;
        foreach (var line in Journal.Lines)
        {
            alive += line.Contains("deactivated", StringComparison.Ordinal) ? -1 : 1;
            Assert.InRange(alive, 0, 1);
        }
    }

    [Fact]
    public async Task An_idle_grain_is_collected_and_returns()
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);
        await counter.AddAsync(5);

        await Host.CollectIdleAsync();

        await Journal.UntilAsync("counter 1 deactivated ActivationIdle");
        Assert.Equal(1, await counter.AddAsync(1));
    }

    [Fact]
    public async Task A_grain_that_delays_its_deactivation_is_not_collected()
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);
        var other = Grains.GetGrain<ICounterGrain>(2);
        await counter.KeepAsync(TimeSpan.FromHours(1));
        await other.AddAsync(1);

        await Host.CollectIdleAsync();

        await Journal.UntilAsync("counter 2 deactivated ActivationIdle");
        Assert.DoesNotContain("counter 1 deactivated ActivationIdle", Journal.Lines);
    }

    [Fact]
    public async Task A_grain_with_a_request_in_progress_is_not_collected()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);
        var other = Grains.GetGrain<ICounterGrain>(2);
        var passing = gate.PassAsync("pass");
        await other.AddAsync(1);
        await Journal.UntilAsync("in pass");

        await Host.CollectIdleAsync();
        await Journal.UntilAsync("counter 2 deactivated ActivationIdle");

        Assert.Equal(1, await gate.CountAsync());
        Journal.Open("pass");
        await Journal.UntilAsync("out pass"); // its caller may have had a timeout: time passed
    }

    [Fact]
    public async Task An_orderly_stop_tells_every_grain()
    {
        await Task.WhenAll(Enumerable.Range(1, 100).Select(id => Grains.GetGrain<ICounterGrain>(id).AddAsync(1)));

        await Host.StopAsync();

        Assert.Equal(100, Journal.Lines.Count(line => line.EndsWith("deactivated ShuttingDown", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_timer_ticks_after_its_due_time_and_then_by_its_period()
    {
        var clock = Grains.GetGrain<IClockGrain>(1);
        var late = Grains.GetGrain<IClockGrain>(2);
        await late.StartAsync(TimeSpan.FromHours(1), Soon, interleave: false, fails: false);
        await clock.StartAsync(Soon, Soon, interleave: false, fails: false);

        await UntilAsync(clock.TicksAsync, ticks => ticks >= 3, "three ticks");
        Assert.Equal(0, await late.TicksAsync());
    }

    [Fact]
    public async Task A_tick_waits_for_a_request_in_progress()
    {
        var clock = Grains.GetGrain<IClockGrain>(1);
        await clock.StartAsync(Soon, Soon, interleave: false, fails: false);
        var holding = clock.HoldAsync("hold");
        await Journal.UntilAsync("in hold");
        var before = await clock.TicksAsync();

        await Host.PassAsync(Soon * 4);

        Assert.Equal(before, await clock.TicksAsync());
        Journal.Open("hold");
        Assert.Equal(before, await holding);
        await UntilAsync(clock.TicksAsync, ticks => ticks > before, "the tick after the request");
    }

    [Fact]
    public async Task A_request_waits_for_a_tick_in_progress()
    {
        var clock = Grains.GetGrain<IClockGrain>(1);
        await clock.StartHoldingAsync(Soon, "tick", interleave: false);
        await PassUntilAsync(Journal.UntilAsync("in tick"), "the tick");

        var request = clock.WasInterruptedAsync();
        await Task.Delay(50);

        Assert.False(request.IsCompleted);
        Journal.Open("tick");
        Assert.False(await request.WaitAsync(Patience));
    }

    [Fact]
    public async Task An_interleaving_tick_joins_a_request_in_progress()
    {
        var clock = Grains.GetGrain<IClockGrain>(1);
        await clock.StartAsync(Soon, Soon, interleave: true, fails: false);
        var holding = clock.HoldAsync("hold");
        await Journal.UntilAsync("in hold");

        await UntilAsync(clock.TicksAsync, ticks => ticks >= 2, "ticks during the request");

        Journal.Open("hold");
        Assert.InRange(await holding, 2, int.MaxValue);
    }

    [Fact]
    public async Task A_tick_that_fails_does_not_stop_the_timer()
    {
        var clock = Grains.GetGrain<IClockGrain>(1);

        await clock.StartAsync(Soon, Soon, interleave: false, fails: true);

        await UntilAsync(clock.TicksAsync, ticks => ticks >= 3, "ticks after a failure");
    }

    [Fact]
    public async Task A_timer_that_is_disposed_ticks_no_more()
    {
        var clock = Grains.GetGrain<IClockGrain>(1);
        await clock.StartAsync(Soon, Soon, interleave: false, fails: false);
        await UntilAsync(clock.TicksAsync, ticks => ticks >= 1, "a tick");

        await clock.StopAsync();
        var ticks = await clock.TicksAsync();
        await Host.PassAsync(Soon * 4);
        await Task.Delay(20);

        Assert.Equal(ticks, await clock.TicksAsync());
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        var clock = Grains.GetGrain<IClockGrain>(1);
        await clock.StartAsync(Soon * 20, Soon, interleave: false, fails: false);
        await clock.LeaveAsync();
        await Journal.UntilAsync("clock 1 deactivated at 0");

        await Host.PassAsync(Soon * 25);
        await Task.Delay(20);

        Assert.Equal(0, await clock.TicksAsync());
        Assert.DoesNotContain("clock 1 tick 1", Journal.Lines);
    }

    /// <summary>Orleans forwards a call twice, then leaves it to the caller.</summary>
    private static async Task<int> RetryAsync(Func<Task<int>> call)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (OrleansMessageRejectionException) when (tries < 100)
            {
                await Task.Delay(5);
            }
        }
    }
}
