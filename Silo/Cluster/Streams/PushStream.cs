using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansChat.Silo.Streams;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>One stream, as this process sees it.</summary>
/// <remarks>Publishing ends when the item is queued: it neither waits for the network nor fails for what a subscriber
/// does. Two publishers have no order between them; the items of one keep theirs.</remarks>
internal sealed class PushStream<T> : IAsyncStream<T>, IPushStream
{
    private readonly PushParts _parts;
    private readonly LocalStream<T> _local;
    private readonly PushRoutes<T> _routes;
    private readonly PushInbox<T> _inbox;
    private readonly IPushDirectoryGrain _directory;
    private readonly SemaphoreSlim _turn = new(1);
    private ImmutableArray<PushSubscription<T>> _subscriptions = [];
    private IPushObserver? _self;
    private volatile bool _isOverrun;

    public PushStream(StreamId streamId, string provider, PushParts parts)
    {
        StreamId = streamId;
        ProviderName = provider;
        _parts = parts;
        _directory = parts.Grains.GetGrain<IPushDirectoryGrain>($"{provider}/{streamId}");
        _local = new LocalStream<T>(streamId, parts.Logger);
        _inbox = new PushInbox<T>(streamId, _local, parts);
        _routes = new PushRoutes<T>(streamId, _directory, parts);
    }

    public bool IsRewindable => false;

    public string ProviderName { get; }

    public StreamId StreamId { get; }

    public bool IsSent => _routes.IsSent;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        if (!_local.IsEmpty)
        {
            AddLocally(item, token);
        }

        _routes.Add(item);
        return Task.CompletedTask;
    }

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        foreach (var item in batch)
        {
            _ = OnNextAsync(item, token); // complete at once
        }

        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) =>
        throw new NotSupportedException("A push stream has no errors of the publisher.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) =>
        SubscribeAsync(observer, token: null);

    public async Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null)
    {
        if (token is not null || filterData is not null || _parts.IsInGrain)
        {
            throw new NotSupportedException(
                "Push streams keep nothing, filter nothing and have no subscriptions of grains, only of the process.");
        }

        await _turn.WaitAsync();
        try
        {
            var subscription = new PushSubscription<T>(this, observer);
            _local.Subscribe(observer);
            if (_subscriptions.IsEmpty)
            {
                await RegisterAsync(observer);
            }

            _subscriptions = _subscriptions.Add(subscription);
            return subscription;
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) =>
        throw new NotSupportedException("Push streams give one item at a time.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token) => SubscribeAsync(observer);

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
        Task.FromResult<IList<StreamSubscriptionHandle<T>>>([.. _subscriptions]);

    public void Dispose() => _turn.Dispose();

    public bool Equals(IAsyncStream<T>? other) => ReferenceEquals(this, other);

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : StreamId.CompareTo(other.StreamId);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => StreamId.GetHashCode();

    /// <summary>Ends a subscription; with the last one of the process its lease.</summary>
    public async Task RemoveAsync(PushSubscription<T> subscription)
    {
        await _turn.WaitAsync();
        try
        {
            var without = _subscriptions.Remove(subscription);
            if (without == _subscriptions)
            {
                return; // was removed before
            }

            _subscriptions = without;
            _local.Unsubscribe(subscription.Observer);
            if (without.IsEmpty)
            {
                await _parts.Leases.EndAsync(_directory, _self!);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A loss is said when items begin to be dropped, and again when that is over: what was read meanwhile
    /// lacks the last of them.</summary>
    private void AddLocally(T item, StreamSequenceToken? token)
    {
        var isTaken = _local.TryAdd(item, token);
        if (!isTaken)
        {
            _parts.Meter.CountDropped(1);
        }

        if (isTaken == _isOverrun && (!isTaken || _local.HasRoom))
        {
            _isOverrun = !isTaken;
            _parts.Watch.Suspect("a subscriber is too slow");
        }
    }

    private async Task RegisterAsync(IAsyncObserver<T> observer)
    {
        try
        {
            _self ??= _parts.Grains.CreateObjectReference<IPushObserver>(_inbox);
            _routes.Self = _self.GetGrainId();
            await _parts.Leases.BeginAsync(_directory, _self);
        }
        catch
        {
            _local.Unsubscribe(observer);
            throw;
        }
    }
}
