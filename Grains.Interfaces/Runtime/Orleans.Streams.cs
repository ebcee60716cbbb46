using Orleans.Runtime;

namespace Orleans.Streams;

public class StreamSequenceToken;

public interface IStreamProvider
{
    string Name { get; }

    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

public interface IAsyncObserver<in T>
{
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    Task OnErrorAsync(Exception ex);
}

public interface IAsyncStream<T>
{
    StreamId StreamId { get; }

    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}

public abstract class StreamSubscriptionHandle<T>
{
    public abstract StreamId StreamId { get; }

    public abstract Guid HandleId { get; }

    public abstract Task UnsubscribeAsync();
}
