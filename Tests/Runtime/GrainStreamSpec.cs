using Orleans.Runtime;

namespace OrleansChat.Tests.Runtime;

/// <summary>Streams of a node: what holds on every runtime.</summary>
public abstract class GrainStreamSpec : RuntimeSpec
{
    [Fact]
    public async Task Items_come_in_the_order_of_publishing_one_at_a_time()
    {
        var stream = Host.Streams.GetStream<string>(StreamId.Create("node", "n1"));
        var listener = new StreamListener(expected: 200);
        await stream.SubscribeAsync(listener);

        for (var item = 0; item < 200; item++)
        {
            await stream.OnNextAsync($"{item}");
        }

        await listener.AllAsync();
        Assert.Equal(Enumerable.Range(0, 200).Select(item => $"{item}"), listener.Items);
        Assert.Equal(1, listener.MostAtOnce);
    }

    [Fact]
    public async Task A_stream_reaches_its_own_subscribers_only()
    {
        var mine = new StreamListener(expected: 1);
        var other = new StreamListener(expected: 1);
        await Host.Streams.GetStream<string>(StreamId.Create("node", "n1")).SubscribeAsync(mine);
        await Host.Streams.GetStream<string>(StreamId.Create("node", "n2")).SubscribeAsync(other);

        await Host.Streams.GetStream<string>(StreamId.Create("node", "n1")).OnNextAsync("hello");

        await mine.AllAsync();
        Assert.Empty(other.Items);
    }

    [Fact]
    public async Task A_subscriber_that_fails_disturbs_neither_the_publisher_nor_the_others()
    {
        var stream = Host.Streams.GetStream<string>(StreamId.Create("node", "n1"));
        var failing = new StreamListener(expected: 1, fails: true);
        var healthy = new StreamListener(expected: 2);
        await stream.SubscribeAsync(failing);
        await stream.SubscribeAsync(healthy);

        await stream.OnNextAsync("a");
        await stream.OnNextAsync("b");

        await healthy.AllAsync();
        Assert.Equal(["a", "b"], healthy.Items);
    }

    [Fact]
    public async Task A_subscriber_that_left_hears_nothing()
    {
        var stream = Host.Streams.GetStream<string>(StreamId.Create("node", "n1"));
        var leaving = new StreamListener(expected: 1);
        var staying = new StreamListener(expected: 1);
        var handle = await stream.SubscribeAsync(leaving);
        await stream.SubscribeAsync(staying);

        await handle.UnsubscribeAsync();
        await stream.OnNextAsync("a");

        await staying.AllAsync();
        Assert.Empty(leaving.Items);
    }

    [Fact]
    public async Task Publishing_to_nobody_succeeds() =>
        await Host.Streams.GetStream<string>(StreamId.Create("node", "nobody")).OnNextAsync("a");
}
