using System.Collections.Concurrent;
using OrleansChat.Conversations;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Tells rooms which users of this node listen: at once for the first, in batches afterwards, and again before
/// the lease ends.</summary>
internal sealed class RoomLeases(
    IGrainFactory grains, INode node, GatewayOptions options, TimeProvider clock, ILogger logger)
{
    private const int RoomsAtOnce = 64;
    private readonly ConcurrentQueue<Topic> _stale = new();

    /// <summary>The listeners of the room changed; it is told with the next round.</summary>
    public void Changed(Topic topic)
    {
        if (!topic.IsLeaseStale)
        {
            topic.IsLeaseStale = true;
            _stale.Enqueue(topic);
        }
    }

    /// <summary>Tells the room now.</summary>
    /// <returns>The last place taken in the room.</returns>
    public async Task<long> ListenAsync(Topic topic, CancellationToken cancellation)
    {
        topic.IsLeaseStale = false;
        topic.LeasedAt = clock.GetTimestamp();
        ConversationKey.TryRoom(topic.Conversation, out var roomId);
        return await grains.GetGrain<IRoomGrain>(roomId).ListenAsync(node.Name, topic.Users(), cancellation);
    }

    /// <summary>One round: what changed, and what is due for renewal.</summary>
    /// <param name="topics">All topics of the node.</param>
    /// <param name="renewed">Called with each room and the last place taken there.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task RoundAsync(IEnumerable<Topic> topics, Action<Topic, long> renewed, CancellationToken cancellation)
    {
        HashSet<Topic> due = [];
        while (_stale.TryDequeue(out var topic))
        {
            due.Add(topic);
        }

        foreach (var topic in topics)
        {
            if (!ConversationKey.IsDirect(topic.Conversation)
                && (topic.IsOverdue() || clock.GetElapsedTime(topic.LeasedAt) > options.LeaseRenewal))
            {
                due.Add(topic);
            }
        }

        foreach (var some in due.Chunk(RoomsAtOnce))
        {
            await Task.WhenAll(some.Select(topic => RenewAsync(topic, renewed, cancellation)));
        }
    }

    private async Task RenewAsync(Topic topic, Action<Topic, long> renewed, CancellationToken cancellation)
    {
        try
        {
            renewed(topic, await ListenAsync(topic, cancellation));
        }
        catch (Exception fault)
        {
            GatewayLog.LeaseFailed(logger, fault, topic.Conversation);
            Changed(topic);
        }
    }
}
