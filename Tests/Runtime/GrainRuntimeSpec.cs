using OrleansChat.Tests.Runtime.Grains;

namespace OrleansChat.Tests.Runtime;

/// <summary>Identity, calls, exceptions and order: what holds on every runtime.</summary>
public abstract class GrainRuntimeSpec : RuntimeSpec
{
    [Fact]
    public async Task A_first_call_activates_and_the_next_finds_the_same_activation()
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);

        var totals = new[] { await counter.AddAsync(2), await counter.AddAsync(3), await counter.AddValueAsync(4) };

        Assert.Equal([2, 5, 9], totals);
        Assert.Equal(1, Journal.Activations);
    }

    [Fact]
    public async Task Two_references_to_one_id_reach_one_activation_and_another_id_another()
    {
        var first = await Grains.GetGrain<ICounterGrain>(7).ActivationAsync();
        var second = await Grains.GetGrain<ICounterGrain>(7).ActivationAsync();
        var other = await Grains.GetGrain<ICounterGrain>(8).ActivationAsync();

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Theory]
    [InlineData(0, "counter/0")]
    [InlineData(255, "counter/FF")]
    [InlineData(-1, "counter/FFFFFFFFFFFFFFFF")]
    [InlineData(long.MaxValue, "counter/7FFFFFFFFFFFFFFF")]
    public async Task An_integer_key_is_written_in_upper_case_hexadecimal(long key, string id) =>
        Assert.Equal(id, await Grains.GetGrain<ICounterGrain>(key).KeyAsync());

    [Fact]
    public void References_to_one_grain_are_equal()
    {
        var one = Grains.GetGrain<ICounterGrain>(3);

        Assert.Equal(one, Grains.GetGrain<ICounterGrain>(3));
        Assert.NotEqual(one, Grains.GetGrain<ICounterGrain>(4));
        Assert.Equal(3, one.GetPrimaryKeyLong());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("d:1001:1002")]
    [InlineData("群/房间 🙂")]
    public async Task A_string_key_comes_to_the_grain_as_it_is(string key)
    {
        await Grains.GetGrain<IKeeperGrain>(key).NamesAsync();

        Assert.Contains($"keeper {key} found 0", Journal.Lines);
    }

    [Fact]
    public void An_empty_key_is_refused() =>
        Assert.ThrowsAny<ArgumentException>(() => Grains.GetGrain<IKeeperGrain>(""));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exception_comes_to_the_caller_and_the_grain_stays_usable(bool atOnce)
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);
        await counter.AddAsync(1);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            () => atOnce ? counter.FailAtOnceAsync("no 行") : counter.FailAsync("no 行"));

        Assert.Equal("no 行", thrown.Message);
        Assert.Equal(2, await counter.AddAsync(1));
        Assert.Equal(1, Journal.Activations);
    }

    [Fact]
    public async Task An_exception_after_a_wait_comes_to_the_caller_and_lets_the_next_request_in()
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);

        var failing = counter.FailLaterAsync("later");
        var next = counter.AddAsync(1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal(1, await next);
    }

    [Fact]
    public async Task A_grain_catches_the_exception_of_another() =>
        Assert.Equal("heard", await Grains.GetGrain<IRelayGrain>(1).AskFailureAsync(1));

    [Fact]
    public async Task A_method_that_throws_at_once_does_not_throw_at_the_call()
    {
        var task = Grains.GetGrain<ICounterGrain>(1).FailAtOnceAsync("in the task");

        await Assert.ThrowsAsync<InvalidOperationException>(() => task);
    }

    [Fact]
    public async Task Calls_of_one_caller_are_served_in_their_order()
    {
        var gate = Grains.GetGrain<IGateGrain>(1);
        await Host.PlaceNearAsync(gate.CountAsync); // and no order is promised while it is being activated
        var holding = gate.HoldAsync("order");
        await Journal.UntilAsync("in order");

        var calls = Enumerable.Range(0, 500).Select(gate.AppendAsync).ToArray();
        Journal.Open("order");
        await Task.WhenAll([.. calls, holding]);

        Assert.Equal(string.Join(',', Enumerable.Range(0, 500)), await gate.ItemsAsync());
    }

    [Fact]
    public async Task Calls_of_one_caller_are_served_in_their_order_also_by_a_free_grain()
    {
        var gate = Grains.GetGrain<IGateGrain>(2);
        await Host.PlaceNearAsync(gate.CountAsync);

        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(gate.AppendAsync));

        Assert.Equal(string.Join(',', Enumerable.Range(0, 2_000)), await gate.ItemsAsync());
    }

    [Fact]
    public async Task A_one_way_call_is_done_and_its_failure_reaches_nobody()
    {
        var counter = Grains.GetGrain<ICounterGrain>(1);

        await counter.SendFailureAsync();
        await counter.SendAsync(5);

        await Journal.UntilAsync("sent 5");
        Assert.Equal(6, await counter.AddAsync(1));
    }

    [Fact]
    public async Task A_chain_of_a_thousand_grains_answers() =>
        Assert.Equal(1_000, await Grains.GetGrain<IRelayGrain>(1).ChainAsync(1_000));

    [Fact]
    public async Task A_grain_that_calls_another_ten_thousand_times_gets_every_answer() =>
        Assert.Equal(10_000, await Grains.GetGrain<IRelayGrain>(1).CallManyAsync(9, 10_000));

    [Fact]
    public async Task What_follows_a_call_runs_where_what_precedes_it_ran() =>
        Assert.True(await Grains.GetGrain<IRelayGrain>(1).KeepsItsContextAsync(2));

    [Fact]
    public async Task The_caller_keeps_its_synchronization_context_and_async_locals()
    {
        var local = new AsyncLocal<string>();
        var context = new SynchronizationContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        local.Value = "mine";

        var call = Grains.GetGrain<IRelayGrain>(1).AmbientAsync("other");
        var after = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(before);
        await call;

        Assert.Same(context, after);
        Assert.Equal("mine", local.Value);
    }

    [Fact]
    public async Task What_a_request_leaves_in_async_locals_is_not_seen_by_the_next()
    {
        var relay = Grains.GetGrain<IRelayGrain>(1);

        await relay.AmbientAsync("left behind");

        Assert.Equal("nothing", await relay.AmbientAsync(null));
    }

    [Fact]
    public async Task Ten_thousand_grains_live_at_once_and_each_counts_for_itself()
    {
        var counters = Enumerable.Range(1, 10_000).Select(id => Grains.GetGrain<ICounterGrain>(id)).ToArray();

        await Task.WhenAll(counters.Select((counter, index) => counter.AddAsync(index)));
        var totals = await Task.WhenAll(counters.Select(counter => counter.AddAsync(0)));

        Assert.Equal(Enumerable.Range(0, 10_000), totals);
        Assert.Equal(10_000, Journal.Activations);
    }
}
