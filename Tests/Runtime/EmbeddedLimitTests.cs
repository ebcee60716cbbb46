using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using OrleansChat.Tests.Runtime.Grains;

namespace OrleansChat.Tests.Runtime;

/// <summary>Bounds, traces and counts of the embedded runtime.</summary>
public sealed class EmbeddedLimitTests
{
    [Fact]
    public async Task A_full_mailbox_refuses_the_next_call_and_takes_calls_again_when_it_has_room()
    {
        await using var host = await EmbeddedGrainHost.StartAsync(options => options.MailboxCapacity = 3);
        var gate = host.Grains.GetGrain<IGateGrain>(1);
        var holding = gate.HoldAsync("hold");
        await host.Journal.UntilAsync("in hold");
        var waiting = Enumerable.Range(0, 3).Select(gate.AppendAsync).ToArray();

        var refused = gate.AppendAsync(4);

        await Assert.ThrowsAsync<LimitExceededException>(() => refused);
        host.Journal.Open("hold");
        await Task.WhenAll([.. waiting, holding]);
        await gate.AppendAsync(5);
        Assert.Equal("0,1,2,5", await gate.ItemsAsync());
    }

    [Fact]
    public async Task A_call_that_times_out_while_it_waits_is_never_run()
    {
        await using var host = await EmbeddedGrainHost.StartAsync();
        var gate = host.Grains.GetGrain<IGateGrain>(1);
        var holding = gate.HoldAsync("hold");
        await host.Journal.UntilAsync("in hold");
        var late = gate.HoldBrieflyAsync("late");

        await host.PassAsync(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAsync<TimeoutException>(() => late);
        host.Journal.Open("hold");
        await holding;
        Assert.Equal(1, await gate.CountAsync());
    }

    [Fact]
    public async Task The_default_timeout_is_that_of_the_options()
    {
        await using var host = await EmbeddedGrainHost.StartAsync(
            options => options.ResponseTimeout = TimeSpan.FromSeconds(5));
        var gate = host.Grains.GetGrain<IGateGrain>(1);
        var holding = gate.HoldAsync("hold");
        await host.Journal.UntilAsync("in hold");

        await host.PassAsync(TimeSpan.FromSeconds(4));
        var early = holding.IsCompleted;
        await host.PassAsync(TimeSpan.FromSeconds(2));

        Assert.False(early);
        await Assert.ThrowsAsync<TimeoutException>(() => holding);
        host.Journal.Open("hold");
    }

    [Fact]
    public async Task A_stopped_runtime_refuses_calls()
    {
        await using var host = await EmbeddedGrainHost.StartAsync();
        await host.Grains.GetGrain<ICounterGrain>(1).AddAsync(1);

        await host.StopAsync();

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(
            () => host.Grains.GetGrain<ICounterGrain>(2).AddAsync(1));
    }

    [Fact]
    public async Task A_call_has_a_span_under_that_of_its_caller_and_leaves_the_caller_its_own()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OrleansChat.Grains",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await EmbeddedGrainHost.StartAsync();
        using var root = new Activity("root").Start();

        await host.Grains.GetGrain<IRelayGrain>(1).CallManyAsync(2, 1);

        Assert.Same(root, Activity.Current);
        Activity[] mine;
        lock (spans)
        {
            mine = [.. spans.Where(span => span.TraceId == root.TraceId)];
        }

        var outer = Assert.Single(mine, span => span.OperationName == "IRelayGrain/CallManyAsync");
        var inner = Assert.Single(mine, span => span.OperationName == "ICounterGrain/AddAsync");
        Assert.Equal(root.SpanId, outer.ParentSpanId);
        Assert.Equal(outer.SpanId, inner.ParentSpanId);
    }

    [Fact]
    public async Task Calls_and_activations_are_counted_by_grain_type()
    {
        await using var host = await EmbeddedGrainHost.StartAsync();
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener();
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "OrleansChat.Grains" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.Length > 0 && tags[0].Value is "counter")
            {
                seen[instrument.Name] = value;
            }
        });
        listener.Start();
        await host.Grains.GetGrain<ICounterGrain>(1).AddAsync(1);
        await host.Grains.GetGrain<ICounterGrain>(1).AddAsync(1);
        await host.Grains.GetGrain<ICounterGrain>(2).AddAsync(1);

        listener.RecordObservableInstruments();

        Assert.Equal(3, seen["grains.calls"]);
        Assert.Equal(2, seen["grains.activations"]);
    }

    [Fact]
    public async Task A_grain_that_deactivates_itself_under_load_refuses_no_call()
    {
        await using var host = await EmbeddedGrainHost.StartAsync();
        var counter = host.Grains.GetGrain<ICounterGrain>(1);

        var calls = Enumerable.Range(0, 2_000)
            .Select(index => index % 50 == 7 ? counter.AddAndLeaveAsync() : counter.AddAsync(1))
            .ToArray();
        var answers = await Task.WhenAll(calls);

        Assert.All(answers, total => Assert.InRange(total, 1, 2_000));
        Assert.InRange(host.Journal.Activations, 2, 41);
    }

    [Fact]
    public async Task Calls_keep_their_order_while_the_grain_is_activated()
    {
        await using var host = await EmbeddedGrainHost.StartAsync();
        var gate = host.Grains.GetGrain<IGateGrain>(1);

        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(gate.AppendAsync));

        Assert.Equal(string.Join(',', Enumerable.Range(0, 2_000)), await gate.ItemsAsync());
    }

    [Fact]
    public async Task Calls_keep_their_order_across_deactivations()
    {
        await using var host = await EmbeddedGrainHost.StartAsync();
        var counter = host.Grains.GetGrain<ICounterGrain>(1);

        var calls = Enumerable.Range(1, 500)
            .Select(item => item % 20 == 0 ? counter.LeaveAsync() : counter.SendAndWaitAsync(item))
            .ToArray();
        await Task.WhenAll(calls);

        var order = host.Journal.Lines.Where(line => line.StartsWith("item ", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 500).Where(item => item % 20 != 0).Select(item => $"item {item}"), order);
    }
}
