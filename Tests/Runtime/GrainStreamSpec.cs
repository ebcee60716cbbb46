using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansChat.Tests.Runtime;

/// <summary>Streams of a node: what holds on every runtime and for every provider.</summary>
public abstract class GrainStreamSpec : RuntimeSpec
{
    [Fact]
    public async Task Items_come_in_the_order_of_publishing_one_at_a_time()
    {
        var listener = new StreamListener(expected: 200);
        await Listened("n1").SubscribeAsync(listener);

        for (var item = 0; item < 200; item++)
        {
            await Published("n1").OnNextAsync($"{item}");
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
        await Listened("n1").SubscribeAsync(mine);
        await Listened("n2").SubscribeAsync(other);

        await Published("n1").OnNextAsync("hello");

        await mine.AllAsync();
        Assert.Empty(other.Items);
    }

    [Fact]
    public async Task A_publisher_reaches_subscribers_beside_it_and_elsewhere()
    {
        var near = new StreamListener(expected: 2);
        var far = new StreamListener(expected: 2);
        await Published("n1").SubscribeAsync(near);
        await Listened("n1").SubscribeAsync(far);

        await Published("n1").OnNextAsync("a");
        await Published("n1").OnNextAsync("b");

        await near.AllAsync();
        await far.AllAsync();
        Assert.Equal(["a", "b"], near.Items);
        Assert.Equal(["a", "b"], far.Items);
    }

    [Fact]
    public async Task A_subscriber_that_fails_disturbs_neither_the_publisher_nor_the_others()
    {
        var failing = new StreamListener(expected: 1, fails: true);
        var healthy = new StreamListener(expected: 2);
        await Listened("n1").SubscribeAsync(failing);
        await Listened("n1").SubscribeAsync(healthy);

        await Published("n1").OnNextAsync("a");
        await Published("n1").OnNextAsync("b");

        await healthy.AllAsync();
        Assert.Equal(["a", "b"], healthy.Items);
    }

    [Fact]
    public async Task A_subscriber_that_left_hears_nothing()
    {
        var leaving = new StreamListener(expected: 1);
        var staying = new StreamListener(expected: 1);
        var handle = await Listened("n1").SubscribeAsync(leaving);
        await Listened("n1").SubscribeAsync(staying);

        await handle.UnsubscribeAsync();
        await Published("n1").OnNextAsync("a");

        await staying.AllAsync();
        Assert.Empty(leaving.Items);
    }

    [Fact]
    public async Task Publishing_to_nobody_succeeds() => await Published("nobody").OnNextAsync("a");

    private IAsyncStream<string> Published(string node) =>
        Host.Streams.GetStream<string>(StreamId.Create("node", node));

    private IAsyncStream<string> Listened(string node) =>
        Host.ListenerStreams.GetStream<string>(StreamId.Create("node", node));
}
