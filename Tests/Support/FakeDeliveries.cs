using Orleans.Runtime;
using Orleans.Streams;
using OrleansChat.Fanout;

namespace OrleansChat.Tests.Support;

/// <summary>The stream of one node, pushed by the test.</summary>
internal sealed class FakeDeliveries : IStreamProvider, IAsyncStream<Delivery>
{
    private IAsyncObserver<Delivery>? _node;

    public string Name => Delivery.Provider;

    public StreamId StreamId { get; private set; }

    public IAsyncStream<T> GetStream<T>(StreamId streamId)
    {
        StreamId = streamId;
        return (IAsyncStream<T>)(object)this;
    }

    public Task OnNextAsync(Delivery item, StreamSequenceToken? token = null) => _node!.OnNextAsync(item, token);

    public Task<StreamSubscriptionHandle<Delivery>> SubscribeAsync(IAsyncObserver<Delivery> observer)
    {
        _node = observer;
        return Task.FromResult<StreamSubscriptionHandle<Delivery>>(new Handle(StreamId));
    }

    private sealed class Handle(StreamId stream) : StreamSubscriptionHandle<Delivery>
    {
        public override StreamId StreamId => stream;

        public override Guid HandleId => Guid.Empty;

        public override Task UnsubscribeAsync() => Task.CompletedTask;
    }
}
