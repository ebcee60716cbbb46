using Orleans.Runtime;
using OrleansChat.Silo.Streams;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Takes the batches of other processes for the subscribers of one stream in this one.</summary>
/// <remarks>The runtime makes one call after another: a slow subscriber holds the senders up, each with his own
/// queue.</remarks>
internal sealed class PushInbox<T>(StreamId streamId, LocalStream<T> local, PushParts parts) : IPushObserver
{
    private readonly BatchNumbers _numbers = new(parts.Clock);

    public async Task<bool> PushAsync<TItem>(PushBatch<TItem> batch)
    {
        if (batch is not PushBatch<T> mine)
        {
            throw new InvalidCastException($"Stream {streamId} has items of {typeof(T)}, not of {typeof(TItem)}.");
        }

        var place = _numbers.Take(mine.Publisher, mine.Number);
        if (local.IsEmpty || place is BatchPlace.Repeated)
        {
            return !local.IsEmpty;
        }

        if (mine.HasMissed || place is BatchPlace.AfterHole)
        {
            parts.Watch.Suspect("a publisher dropped items");
        }

        foreach (var item in mine.Items)
        {
            await local.AddAsync(item);
        }

        return true;
    }
}
