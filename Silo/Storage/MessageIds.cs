using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>Ids of this node's leased workers. Without a lock: one counter of slots that only grows.</summary>
/// <remarks>A clock that goes back is waited out by counting on; a burst runs ahead of the clock in the same
/// way.</remarks>
public sealed class MessageIds(WorkerLease lease, TimeProvider time) : IMessageIds
{
    private long _lastSlot;

    /// <summary>The last millisecond that an id was given out of.</summary>
    internal long UsedMs => Volatile.Read(ref _lastSlot) / MessageIdLayout.SlotsPerMillisecond;

    /// <exception cref="LogUnavailableException">No workers are leased: no id is better than one that another node
    /// gives out too.</exception>
    public long Next(long after)
    {
        var grant = lease.Current;
        if (grant is null || time.GetTimestamp() >= grant.ValidUntil)
        {
            throw new LogUnavailableException("The lease of message id workers is lost.");
        }

        var first = FirstSlot(after, grant);
        while (true)
        {
            var last = Volatile.Read(ref _lastSlot);
            var slot = Math.Max(last + 1, first);
            if (slot / MessageIdLayout.SlotsPerMillisecond > grant.CeilingMs)
            {
                throw new LogUnavailableException("Message ids are too far ahead of the clock.");
            }

            if (Interlocked.CompareExchange(ref _lastSlot, slot, last) == last)
            {
                return MessageIdLayout.IdOf(slot, grant.Block);
            }
        }
    }

    // The least slot that the clock, former holders of the block and the caller allow.
    private long FirstSlot(long after, WorkerGrant grant)
    {
        var now = Math.Max(MessageIdLayout.MillisecondsOf(time.GetUtcNow()), grant.FloorMs + 1);
        var slot = Math.Max(now, MessageIdLayout.MillisecondsOf(after)) * MessageIdLayout.SlotsPerMillisecond;
        return MessageIdLayout.IdOf(slot + MessageIdLayout.SlotsPerMillisecond - 1, grant.Block) > after
            ? SkipTo(slot, after, grant.Block)
            : slot + MessageIdLayout.SlotsPerMillisecond;
    }

    private static long SkipTo(long slot, long after, int block)
    {
        while (MessageIdLayout.IdOf(slot, block) <= after)
        {
            slot++;
        }

        return slot;
    }
}
