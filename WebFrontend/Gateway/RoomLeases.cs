using System.Collections.Concurrent;
using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Tells rooms which users of this node came and went: at once for the first, in batches afterwards, and again
/// before the lease ends.</summary>
internal sealed class RoomLeases(
    IGrainFactory grains,
    INode node,
    GatewayOptions options,
    GrainRetries retries,
    TimeProvider clock,
    ILogger logger)
{
    private const int RoomsAtOnce = 64;

    // A room on a node that has just died holds up the others no longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly ConcurrentQueue<Topic> _stale = new();
    private long _version;

    /// <summary>Called with the topic of a chat room that is not open any more.</summary>
    public required Action<Topic> Ended { private get; init; }

    /// <summary>The listeners of the room changed; it is told with the next round.</summary>
    public void Changed(Topic topic)
    {
        if (!topic.IsLeaseStale)
        {
            topic.IsLeaseStale = true;
            _stale.Enqueue(topic);
        }
    }

    /// <summary>Tells the room for the first time, and again while a node is lost.</summary>
    /// <returns>The last place taken in the room, or <see cref="Topic.Unknown"/>: then it is told with the next
    /// rounds.</returns>
    public async Task<long> OpenAsync(Topic topic)
    {
        var last = await retries.AskValueAsync(
            (Leases: this, topic),
            static one => one.Leases.ListenAsync(one.topic, CancellationToken.None),
            GrainRetries.ForOthers,
            CancellationToken.None);
        if (last.Ok)
        {
            return last.Value;
        }

        Changed(topic);
        return Topic.Unknown;
    }

    private async Task<long> ListenAsync(Topic topic, CancellationToken cancellation)
    {
        topic.IsLeaseStale = false;
        topic.LeasedAt = clock.GetTimestamp();
        if (ConversationKey.TryChatRoom(topic.Conversation, out var chatRoomId))
        {
            return await ListenAsync(topic, chatRoomId, cancellation);
        }

        ConversationKey.TryRoom(topic.Conversation, out var roomId);
        var room = grains.GetGrain<IRoomGrain>(roomId);
        ListenerChange change;
        long last;
        do
        {
            change = topic.Listeners.Take(node.Name, NextVersion);
            last = await room.ListenAsync(change, cancellation);
        }
        while (last == ListenerChange.ListUnknown && !cancellation.IsCancellationRequested);

        topic.Listeners.Told(change);
        return last;
    }

    private long NextVersion() => Interlocked.Increment(ref _version);

    private async Task<long> ListenAsync(Topic topic, long chatRoomId, CancellationToken cancellation)
    {
        var change = topic.Listeners.Take(node.Name, NextVersion);
        var guests = new ChatRoomGuests(topic.Listeners.Users.Remove(0), topic.Visitors()); // 0: visitors
        var last = await grains.GetGrain<IChatRoomGrain>(chatRoomId).ListenAsync(node.Name, guests, cancellation);
        topic.Listeners.Told(change);
        if (!last.Ok)
        {
            Ended(topic); // it is not open: nobody is in it
        }

        return last.Ok ? last.Value : Topic.Unknown;
    }

    /// <summary>One round: what changed, what is due for renewal, and what was expected and did not come.</summary>
    /// <param name="topics">All topics of the node.</param>
    /// <param name="renewed">Called with each room and the last place taken there.</param>
    /// <param name="repair">Called with each direct conversation that has shown less than was expected.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task RoundAsync(
        IEnumerable<Topic> topics, Action<Topic, long> renewed, Action<Topic> repair, CancellationToken cancellation)
    {
        HashSet<Topic> due = [];
        while (_stale.TryDequeue(out var topic))
        {
            due.Add(topic);
        }

        foreach (var topic in topics)
        {
            var isOverdue = topic.IsOverdue();
            if (ConversationKey.IsDirect(topic.Conversation))
            {
                if (isOverdue)
                {
                    repair(topic);
                }
            }
            else if (isOverdue || clock.GetElapsedTime(topic.LeasedAt) > options.LeaseRenewal)
            {
                due.Add(topic);
            }
        }

        await RenewAsync(due, renewed, cancellation);
    }

    /// <summary>Renews the leases on these rooms now; what was not renewed is tried again with the next
    /// round.</summary>
    public async Task RenewAsync(IEnumerable<Topic> rooms, Action<Topic, long> renewed, CancellationToken cancellation)
    {
        foreach (var some in rooms.Chunk(RoomsAtOnce))
        {
            await Task.WhenAll(some.Select(topic => RenewAsync(topic, renewed, cancellation)));
        }
    }

    private async Task RenewAsync(Topic topic, Action<Topic, long> renewed, CancellationToken cancellation)
    {
        try
        {
            renewed(topic, await ListenAsync(topic, cancellation).WaitAsync(Patience, clock, cancellation));
        }
        catch (Exception fault)
        {
            GatewayLog.LeaseFailed(logger, fault, topic.Conversation);
            Changed(topic);
        }
    }
}
