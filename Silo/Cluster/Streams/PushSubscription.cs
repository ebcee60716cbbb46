using System.Security.Cryptography;
using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>One subscriber of one stream.</summary>
internal sealed class PushSubscription<T>(PushStream<T> stream, IAsyncObserver<T> observer)
    : StreamSubscriptionHandle<T>
{
    public IAsyncObserver<T> Observer => observer;

    public override StreamId StreamId => stream.StreamId;

    public override string ProviderName => stream.ProviderName;

    public override Guid HandleId { get; } = new(RandomNumberGenerator.GetBytes(16));

    public override Task UnsubscribeAsync() => stream.RemoveAsync(this);

    public override async Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        var resumed = await stream.SubscribeAsync(observer, token);
        await UnsubscribeAsync();
        return resumed;
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null) =>
        throw new NotSupportedException("Push streams give one item at a time.");

    public override bool Equals(StreamSubscriptionHandle<T>? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => HandleId.GetHashCode();
}
