using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansChat.Silo.Streams;

namespace OrleansChat.Silo.Embedded.Streams;

/// <summary>One stream: items in the order of the calls, one at a time, to one subscriber after another.</summary>
/// <remarks>As in Orleans, the publisher's task ends when the stream has taken the item. Bounded: when too many wait,
/// the publisher gets <c>LimitExceededException</c>.</remarks>
internal sealed class PushStream<T>(StreamId streamId, ILogger logger) : IAsyncStream<T>
{
    private readonly LocalStream<T> _local = new(streamId, logger);

    public StreamId StreamId => streamId;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => _local.TryAdd(item, token)
        ? Task.CompletedTask
        : Task.FromException(new LimitExceededException($"Too many items wait in stream {streamId}."));

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        if (SynchronizationContext.Current is TurnQueue)
        {
            throw new NotSupportedException("The embedded runtime has no subscriptions of grains, only of the process.");
        }

        _local.Subscribe(observer);
        return Task.FromResult<StreamSubscriptionHandle<T>>(new PushSubscription<T>(this, observer));
    }

    public void Remove(PushSubscription<T> subscription) => _local.Unsubscribe(subscription.Observer);
}
