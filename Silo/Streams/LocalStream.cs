using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansChat.Silo.Streams;

/// <summary>The subscribers that one stream has in this process: items in the order of adding, one at a time, to one
/// subscriber after another.</summary>
/// <remarks>Items are delivered on the pool and not in the publisher's turn: what a subscriber starts must not run as
/// the publisher. A subscriber that fails is logged and keeps its place.</remarks>
internal sealed partial class LocalStream<T>(StreamId streamId, ILogger logger) : IThreadPoolWorkItem
{
    private const int Capacity = 10_000;

    private readonly Channel<StreamItem<T>> _items = Channel.CreateBounded<StreamItem<T>>(Capacity);
    private ImmutableArray<IAsyncObserver<T>> _subscribers = [];
    private int _undelivered;

    /// <summary>Whether nobody subscribes.</summary>
    public bool IsEmpty => _subscribers.IsEmpty;

    /// <summary>Whether less than half of the room is used.</summary>
    public bool HasRoom => _items.Reader.Count < Capacity / 2;

    /// <summary>Takes an item.</summary>
    /// <returns>False when too many wait.</returns>
    public bool TryAdd(T item, StreamSequenceToken? token)
    {
        if (!_items.Writer.TryWrite(new StreamItem<T>(item, token)))
        {
            return false;
        }

        Added();
        return true;
    }

    /// <summary>Takes an item as soon as there is room for it.</summary>
    public async ValueTask AddAsync(T item)
    {
        await _items.Writer.WriteAsync(new StreamItem<T>(item, Token: null));
        Added();
    }

    /// <summary>From now on.</summary>
    public void Subscribe(IAsyncObserver<T> subscriber) =>
        ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Add(one), subscriber);

    /// <summary>Ends one subscription of a subscriber.</summary>
    public void Unsubscribe(IAsyncObserver<T> subscriber) =>
        ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Remove(one), subscriber);

    void IThreadPoolWorkItem.Execute() => _ = DeliverAsync();

    [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "A subscriber of stream {Stream} failed")]
    private static partial void SubscriberFailed(ILogger logger, Exception exception, StreamId stream);

    private void Added()
    {
        if (Interlocked.Increment(ref _undelivered) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    private async Task DeliverAsync()
    {
        do
        {
            var item = await _items.Reader.ReadAsync();
            foreach (var subscriber in _subscribers)
            {
                try
                {
                    await subscriber.OnNextAsync(item.Value, item.Token);
                }
#pragma warning disable CA1031 // one subscriber's fault is nobody else's
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    SubscriberFailed(logger, exception, streamId);
                }
            }
        }
        while (Interlocked.Decrement(ref _undelivered) > 0);
    }
}
