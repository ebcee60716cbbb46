using OrleansChat.Tests.Runtime.Grains;

namespace OrleansChat.Tests.Runtime;

/// <summary>Turns, interleaving, cycles, timeouts, cancellation: what holds on every runtime.</summary>
public abstract class GrainConcurrencySpec : RuntimeSpec
{
    [Fact]
    public async Task A_request_runs_to_its_end_before_the_next_begins()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);
        var first = gate.HoldAsync("first");
        await Journal.UntilAsync("in first");

        var second = gate.HoldAsync("second");
        Journal.Open("second");
        await Task.Delay(50);

        Assert.DoesNotContain("in second", Journal.Lines);
        Journal.Open("first");
        Assert.Equal(["first", "second"], await Task.WhenAll(first, second));
        Assert.Equal(["in first", "out first", "in second", "out second"], Journal.Lines);
    }

    [Fact]
    public async Task Hundreds_of_requests_from_many_threads_are_in_a_grain_one_after_another()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);

        var most = await Task.WhenAll(
            Enumerable.Range(0, 400).AsParallel().Select(_ => gate.SpinAsync(20)));

        Assert.All(most, seen => Assert.Equal(1, seen));
    }

    [Fact]
    public async Task Turns_of_a_reentrant_grain_do_not_overlap()
    {
        var grain = Grains.GetGrain<IReentrantGrain>(1);

        await Task.WhenAll(Enumerable.Range(0, 200).AsParallel().Select(_ => grain.CountUnsafelyAsync(100)));

        Assert.Equal(20_000, await grain.TotalAsync());
    }

    [Fact]
    public async Task An_always_interleaved_request_joins_a_running_one()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);
        var holding = gate.HoldAsync("hold");
        await Journal.UntilAsync("in hold");
        Journal.Open("pass");

        Assert.Equal("pass", await gate.PassAsync("pass").WaitAsync(Patience));

        Assert.False(holding.IsCompleted);
        Journal.Open("hold");
        await holding;
    }

    [Fact]
    public async Task An_ordinary_request_joins_a_running_interleaved_one()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);
        var passing = gate.PassAsync("pass");
        await Journal.UntilAsync("in pass");
        Journal.Open("hold");

        Assert.Equal("hold", await gate.HoldAsync("hold").WaitAsync(Patience));

        Journal.Open("pass");
        await passing;
    }

    [Fact]
    public async Task A_thousand_interleaved_requests_wait_together()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);

        var waiting = Enumerable.Range(0, 1_000).Select(_ => gate.PassAsync("commit")).ToArray();
        await UntilAsync(gate.CountAsync, count => count == 1_000, "a thousand requests");
        Journal.Open("commit");

        Assert.Equal(1_000, (await Task.WhenAll(waiting)).Length);
    }

    [Fact]
    public async Task Read_only_requests_join_one_another()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);
        var first = gate.ReadAsync("first");
        await Journal.UntilAsync("in first");
        Journal.Open("second");

        Assert.Equal("second", await gate.ReadAsync("second").WaitAsync(Patience));

        Journal.Open("first");
        await first;
    }

    [Fact]
    public async Task A_read_only_request_waits_for_a_writer()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);
        var writing = gate.HoldAsync("write");
        await Journal.UntilAsync("in write");
        Journal.Open("read");

        var reading = gate.ReadAsync("read");
        await Task.Delay(50);

        Assert.DoesNotContain("in read", Journal.Lines);
        Journal.Open("write");
        await Task.WhenAll(writing, reading);
    }

    [Fact]
    public async Task A_writer_waits_for_a_read_only_request()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);
        var reading = gate.ReadAsync("read");
        await Journal.UntilAsync("in read");
        Journal.Open("write");

        var writing = gate.HoldAsync("write");
        await Task.Delay(50);

        Assert.DoesNotContain("in write", Journal.Lines);
        Journal.Open("read");
        await Task.WhenAll(writing, reading);
    }

    [Fact]
    public async Task A_reentrant_grain_is_called_back_by_those_it_calls()
    {
        var bounced = Grains.GetGrain<IReentrantGrain>(5).BounceAsync(2);

        Assert.Equal(2, await bounced.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_cycle_of_calls_times_out_and_both_grains_stay_usable()
    {
        var cycle = Grains.GetGrain<IRelayGrain>(1).CycleAsync(2);

        await PassUntilAsync(cycle, "the cycle's timeout");

        await Assert.ThrowsAsync<TimeoutException>(() => cycle);
        var after = Task.WhenAll(
            Grains.GetGrain<IRelayGrain>(1).BackAsync(), Grains.GetGrain<IRelayGrain>(2).BackAsync());
        await PassUntilAsync(after, "the grains of the cycle");
        Assert.Equal(2, (await after).Sum());
    }

    [Fact]
    public async Task A_late_answer_is_a_timeout_for_the_caller_and_the_method_runs_on()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);
        var late = gate.HoldBrieflyAsync("late");
        await Journal.UntilAsync("in late");

        await PassUntilAsync(late, "the timeout");

        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Journal.Open("late");
        await Journal.UntilAsync("out late");
        Assert.Equal(1, await gate.CountAsync());
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_does_not_stop_the_write()
    {
        using var caller = new CancellationTokenSource();
        var keeper = Grains.GetGrain<IKeeperGrain>("a");
        var put = keeper.PutAtGateAsync("x", "gate", caller.Token);
        await Journal.UntilAsync("at gate");

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put.WaitAsync(Patience));
        await Journal.UntilAsync("token of x cancelled");
        Journal.Open("gate");
        await Journal.UntilAsync("put x");
        Assert.Equal("x", Assert.Single(await keeper.NamesAsync()));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_the_call_stops_it()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Grains.GetGrain<IKeeperGrain>("a").PutAsync("x", 1, caller.Token));

        Assert.Empty(await Grains.GetGrain<IKeeperGrain>("a").NamesAsync());
    }

    [Fact]
    public async Task A_token_that_nobody_cancels_stays_alive()
    {
        using var caller = new CancellationTokenSource();
        Journal.Open("calm");

        Assert.Equal("alive", await Grains.GetGrain<IGateGrain>(1).HoldWhileAsync("calm", caller.Token));
    }

    [Fact]
    public async Task Grains_that_call_without_pause_do_not_starve_another()
    {
        var busy = Enumerable.Range(0, Environment.ProcessorCount * 4)
            .Select(id => Task.Run(() => Grains.GetGrain<IRelayGrain>(id).CallManyAsync(id, 20_000)))
            .ToArray();

        var answer = await Grains.GetGrain<ICounterGrain>(1_000).AddAsync(1).WaitAsync(Patience);

        Assert.Equal(1, answer);
        Assert.All(await Task.WhenAll(busy), total => Assert.Equal(20_000, total));
    }

    [Fact]
    public async Task A_writer_among_endless_readers_gets_its_turn()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);
        using var stop = new CancellationTokenSource();
        Journal.Open("open");
        var readers = Enumerable.Range(0, 8).Select(_ => ReadUntilAsync(gate, stop.Token)).ToArray();

        await gate.HoldAsync("open").WaitAsync(Patience);

        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    private static async Task ReadUntilAsync(IGateGrain gate, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await gate.ReadAsync("open");
            await Task.Yield();
        }
    }
}
