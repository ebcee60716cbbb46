using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansChat.Silo.Embedded.Streams;

/// <summary>One stream: items in the order of the calls, one at a time, to one subscriber after another.</summary>
/// <remarks>
/// Items are delivered on the pool, not in the publisher's turn; as in Orleans, the publisher's task ends when the
/// stream has taken the item. A subscriber that fails is logged and keeps its place. Bounded: above
/// <see cref="Capacity"/> items the publisher gets <c>LimitExceededException</c>.
/// </remarks>
internal sealed class PushStream<T>(StreamId streamId, ILogger logger) : IAsyncStream<T>, IThreadPoolWorkItem
{
    private const int Capacity = 10_000;

    private readonly Channel<StreamItem<T>> _items = Channel.CreateBounded<StreamItem<T>>(Capacity);
    private ImmutableArray<PushSubscription<T>> _subscribers = [];
    private int _undelivered;

    public StreamId StreamId => streamId;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        if (!_items.Writer.TryWrite(new StreamItem<T>(item, token)))
        {
            return Task.FromException(new LimitExceededException($"Too many items wait in stream {streamId}."));
        }

        if (Interlocked.Increment(ref _undelivered) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }

        return Task.CompletedTask;
    }

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        if (SynchronizationContext.Current is TurnQueue)
        {
            throw new NotSupportedException("The embedded runtime has no subscriptions of grains, only of the process.");
        }

        var subscription = new PushSubscription<T>(this, observer);
        ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Add(one), subscription);
        return Task.FromResult<StreamSubscriptionHandle<T>>(subscription);
    }

    public void Remove(PushSubscription<T> subscription) =>
        ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Remove(one), subscription);

    void IThreadPoolWorkItem.Execute() => _ = DeliverAsync();

    private async Task DeliverAsync()
    {
        do
        {
            var item = await _items.Reader.ReadAsync();
            foreach (var subscriber in _subscribers)
            {
                try
                {
                    await subscriber.Observer.OnNextAsync(item.Value, item.Token);
                }
#pragma warning disable CA1031 // one subscriber's fault is nobody else's
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    RuntimeLog.SubscriberFailed(logger, exception, streamId);
                }
            }
        }
        while (Interlocked.Decrement(ref _undelivered) > 0);
    }
}
