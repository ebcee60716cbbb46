using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansChat.Fanout;
using OrleansChat.Silo.Cluster.Streams;

namespace OrleansChat.Tests.Runtime;

/// <summary>What push streams do when processes are slow, die or repeat themselves.</summary>
public sealed class OrleansPushDeliveryTests
{
    private static readonly StreamId Stream = StreamId.Create("node", "n1");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Two_publishers_each_keep_their_order_over_ten_thousand_items()
    {
        await using var host = await OrleansGrainHost.StartAsync(silos: 3);
        var listener = new StreamListener(expected: 20_000);
        await StreamOf(host, 1).SubscribeAsync(listener);

        await Task.WhenAll(
            Task.Run(() => PublishAsync(StreamOf(host, 0), "a", 10_000)),
            Task.Run(() => PublishAsync(StreamOf(host, 2), "b", 10_000)));

        await listener.AllAsync();
        Assert.Equal(Numbered("a", 10_000), listener.Items.Where(item => item[0] == 'a'));
        Assert.Equal(Numbered("b", 10_000), listener.Items.Where(item => item[0] == 'b'));
        Assert.Equal(1, listener.MostAtOnce);
    }

    [Fact]
    public async Task Items_above_the_capacity_are_dropped_and_the_receiver_is_told()
    {
        await using var host = await OrleansGrainHost.StartAsync(options: new PushStreamOptions { Capacity = 10 });
        var first = new StreamListener(expected: 1);
        await StreamOf(host, 1).SubscribeAsync(first);
        await StreamOf(host, 0).OnNextAsync("before");
        await first.AllAsync();
        var told = SuspicionIn(host.ServicesOf(1));
        var untouched = SuspicionIn(host.ServicesOf(0));

        await PublishAsync(StreamOf(host, 0), "x", 20_000);

        await told.WaitAsync(Patience);
        Assert.False(untouched.IsCompleted);
        Assert.True(first.Items.Count < 20_001);
        await UntilHeardAsync(StreamOf(host, 0), first, "after");
    }

    [Fact]
    public async Task A_subscriber_beside_the_publisher_that_is_too_slow_loses_items_and_its_process_is_told_twice()
    {
        await using var host = await OrleansGrainHost.StartAsync(silos: 1);
        var listener = new OrleansHeldListener();
        await StreamOf(host, 0).SubscribeAsync(listener);
        var suspicions = 0;
        host.ServicesOf(0).GetRequiredService<LossSignal>().Listen(() => Interlocked.Increment(ref suspicions));

        await PublishAsync(StreamOf(host, 0), "x", 12_000);
        Assert.Equal(1, suspicions);
        listener.Release();
        for (var tries = 0; suspicions < 2; tries++)
        {
            Assert.True(tries < 3_000, "Never said that it is over");
            await StreamOf(host, 0).OnNextAsync("after");
            await Task.Delay(10);
        }

        Assert.InRange(listener.Heard, 5_000, 11_999); // it is over when half of the queue is free
    }

    [Fact]
    public async Task A_process_without_a_silo_publishes_too()
    {
        await using var host = await OrleansGrainHost.StartAsync();
        var listener = new StreamListener(expected: 100);
        await StreamOf(host, 1).SubscribeAsync(listener);

        await PublishAsync(host.Cluster.Client.GetStreamProvider("Deliveries").GetStream<string>(Stream), "x", 100);

        await listener.AllAsync();
        Assert.Equal(Numbered("x", 100), listener.Items);
    }

    [Fact]
    public async Task Nothing_can_be_replayed_or_filtered()
    {
        await using var host = await OrleansGrainHost.StartAsync(silos: 1);
        var stream = StreamOf(host, 0);

        Assert.False(stream.IsRewindable);
        await Assert.ThrowsAsync<NotSupportedException>(
            () => stream.SubscribeAsync(new StreamListener(expected: 1), token: null, filterData: "some"));
    }

    [Fact]
    public async Task A_repeated_batch_is_dropped_and_a_missing_one_is_noticed()
    {
        await using var host = await OrleansGrainHost.StartAsync();
        var listener = new StreamListener(expected: 3);
        await StreamOf(host, 1).SubscribeAsync(listener);
        var observer = Assert.Single(await DirectoryFrom(host, 0).FindAsync(CancellationToken.None));
        var publisher = new Guid("00000000-0000-0000-0000-000000000001");
        var suspicion = SuspicionIn(host.ServicesOf(1));

        await observer.PushAsync(new PushBatch<string>(publisher, 1, HasMissed: false, ["a", "b"]));
        await observer.PushAsync(new PushBatch<string>(publisher, 1, HasMissed: false, ["a", "b"]));
        Assert.False(suspicion.IsCompleted);
        await observer.PushAsync(new PushBatch<string>(publisher, 3, HasMissed: false, ["c"]));

        await suspicion.WaitAsync(Patience);
        await listener.AllAsync();
        Assert.Equal(["a", "b", "c"], listener.Items);
    }

    [Fact]
    public async Task A_batch_that_fails_is_sent_again_with_its_number_and_what_came_meanwhile_follows_as_one()
    {
        await using var host = await OrleansGrainHost.StartAsync(silos: 1);
        var remote = await ListenRemotelyAsync(host, failures: 2);

        await StreamOf(host, 0).OnNextAsync("a");
        Assert.Equal(1, await remote.CallAsync());
        await PublishAsync(StreamOf(host, 0), "b", 100);

        var first = await remote.TakenAsync();
        var second = await remote.TakenAsync();
        Assert.Equal(1, await remote.CallAsync());
        Assert.Equal(1, await remote.CallAsync());
        Assert.Equal(2, await remote.CallAsync());
        Assert.Equal(["a"], first.Items.AsEnumerable());
        Assert.Equal(Numbered("b", 100).AsEnumerable(), second.Items.AsEnumerable());
        Assert.False(first.HasMissed || second.HasMissed);
    }

    [Fact]
    public async Task A_process_that_did_not_answer_for_long_is_told_without_another_item()
    {
        var options = new PushStreamOptions { Patience = TimeSpan.FromMilliseconds(200) };
        await using var host = await OrleansGrainHost.StartAsync(silos: 1, options: options);
        var remote = await ListenRemotelyAsync(host, failures: 4);

        await StreamOf(host, 0).OnNextAsync("lost");

        var told = await remote.TakenAsync();
        Assert.True(told.HasMissed);
        Assert.Empty(told.Items);
        await StreamOf(host, 0).OnNextAsync("new");
        var next = await remote.TakenAsync();
        Assert.False(next.HasMissed);
        Assert.Equal(["new"], next.Items.AsEnumerable());
    }

    [Fact]
    public async Task A_killed_subscriber_disturbs_neither_the_publisher_nor_the_others()
    {
        await using var host = await OrleansGrainHost.StartAsync(silos: 3);
        var healthy = new StreamListener(expected: 101);
        var killed = new StreamListener(expected: 1);
        await StreamOf(host, 1).SubscribeAsync(healthy);
        await StreamOf(host, 2).SubscribeAsync(killed);
        await StreamOf(host, 0).OnNextAsync("before");
        await killed.AllAsync();
        var suspicion = SuspicionIn(host.ServicesOf(1));

        await host.Cluster.KillSiloAsync(host.Cluster.Silos[2]);
        await PublishAsync(StreamOf(host, 0), "x", 100);

        await healthy.AllAsync();
        Assert.Equal(["before", .. Numbered("x", 100)], healthy.Items);
        await suspicion.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_subscriber_is_found_again_after_the_directory_died_with_its_silo(bool isClient)
    {
        await using var host = await OrleansGrainHost.StartAsync(silos: 3, listensInClient: isClient);
        await DirectoryFrom(host, 2).FindAsync(CancellationToken.None); // placed with the first who asks
        var listener = new StreamListener(expected: 1);
        await host.ListenerStreams.GetStream<string>(Stream).SubscribeAsync(listener);
        var place = await host.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(DirectoryFrom(host, 0));
        Assert.Equal(host.Cluster.Silos[2].SiloAddress, place);
        var suspicion = SuspicionIn(isClient ? host.Cluster.Client.ServiceProvider : host.ServicesOf(1));

        await host.Cluster.KillSiloAsync(host.Cluster.Silos[2]);

        await suspicion.WaitAsync(Patience);
        await UntilHeardAsync(StreamOf(host, 0), listener, "after");
    }

    [Fact]
    public async Task A_silo_that_stops_sends_first_what_it_has()
    {
        await using var host = await OrleansGrainHost.StartAsync();
        var listener = new StreamListener(expected: 5_000);
        await StreamOf(host, 1).SubscribeAsync(listener);

        await PublishAsync(StreamOf(host, 0), "x", 5_000);
        await host.Cluster.StopSiloAsync(host.Cluster.Silos[0]);

        await listener.AllAsync();
        Assert.Equal(Numbered("x", 5_000), listener.Items);
    }

    private static IAsyncStream<string> StreamOf(OrleansGrainHost host, int silo) =>
        host.StreamsOf(silo).GetStream<string>(Stream);

    private static IPushDirectoryGrain DirectoryFrom(OrleansGrainHost host, int silo) =>
        host.ServicesOf(silo).GetRequiredService<IGrainFactory>()
            .GetGrain<IPushDirectoryGrain>($"Deliveries/{Stream}");

    private static async Task<OrleansRemoteObserver> ListenRemotelyAsync(OrleansGrainHost host, int failures)
    {
        var remote = new OrleansRemoteObserver(failures);
        var reference = host.Cluster.Client.CreateObjectReference<IPushObserver>(remote);
        await DirectoryFrom(host, 0).RegisterAsync(reference, CancellationToken.None);
        return remote;
    }

    private static async Task PublishAsync(IAsyncStream<string> stream, string prefix, int count)
    {
        foreach (var item in Numbered(prefix, count))
        {
            await stream.OnNextAsync(item);
        }
    }

    private static ImmutableArray<string> Numbered(string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(number => $"{prefix}{number}")];

    private static Task SuspicionIn(IServiceProvider process)
    {
        var raised = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.GetRequiredService<LossSignal>().Listen(() => raised.TrySetResult());
        return raised.Task;
    }

    private static async Task UntilHeardAsync(IAsyncStream<string> stream, StreamListener listener, string item)
    {
        for (var tries = 0; !listener.Items.Contains(item, StringComparer.Ordinal); tries++)
        {
            Assert.True(tries < 300, $"Published {tries} times, heard {listener.Items.Count} items");
            await stream.OnNextAsync(item);
            await Task.Delay(100);
        }
    }
}
