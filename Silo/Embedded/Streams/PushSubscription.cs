using System.Security.Cryptography;
using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansChat.Silo.Embedded.Streams;

/// <summary>One subscriber of one stream.</summary>
internal sealed class PushSubscription<T>(PushStream<T> stream, IAsyncObserver<T> observer) : StreamSubscriptionHandle<T>
{
    public IAsyncObserver<T> Observer { get; } = observer;

    public override StreamId StreamId => stream.StreamId;

    public override Guid HandleId { get; } = new(RandomNumberGenerator.GetBytes(16));

    public override Task UnsubscribeAsync()
    {
        stream.Remove(this);
        return Task.CompletedTask;
    }
}
