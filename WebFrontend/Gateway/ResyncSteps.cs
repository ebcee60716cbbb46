using OrleansChat.Inbox;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What a <see cref="Resync"/> does with the parts of the node's fan-out.</summary>
internal sealed class ResyncSteps(
    TopicTable topics,
    RoomLeases rooms,
    PresenceLeases presences,
    NodeLease lease,
    RoomListeners listeners,
    TopicTurn turn)
{
    /// <summary>Called with each room and the last place taken there.</summary>
    public required Action<Topic, long> Renewed { private get; init; }

    /// <summary>What everybody is told reaches this node again.</summary>
    public Task RenewNodeAsync() => lease.RenewAsync();

    /// <summary>Rooms announce here again, and say how far they are.</summary>
    public Task RenewRoomsAsync(IEnumerable<Topic> leased, CancellationToken cancellation) =>
        rooms.RenewAsync(leased, Renewed, cancellation);

    /// <summary>Direct messages reach the users here again.</summary>
    /// <returns>How many sockets could not be announced.</returns>
    public Task<int> RenewPresencesAsync(IReadOnlyList<LocalUser> users, CancellationToken cancellation) =>
        presences.RenewAsync(users, cancellation);

    /// <summary>Shows what was said in a direct conversation and is not shown yet, now or with a later round.</summary>
    public void ShowUpTo(RecentConversation recent)
    {
        if (topics.Find(recent.Conversation) is { } topic)
        {
            topic.Expect(recent.FirstSeq);
            topic.Expect(recent.LastSeq);
            turn.Repair(topic);
        }
    }

    /// <summary>The user's sockets listen to the room from now on.</summary>
    public void Join(LocalUser user, string conversation)
    {
        foreach (var session in user.Sessions)
        {
            _ = listeners.Subscribe(session, user, conversation);
        }
    }
}
