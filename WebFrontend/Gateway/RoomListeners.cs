using System.Collections.Immutable;
using OrleansChat.Fanout;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Keeps the sockets of this node listening to the rooms that their users are in, as users come and
/// go.</summary>
internal sealed class RoomListeners(
    TopicTable topics, UserTable users, RoomLeases leases, PresenceLeases presences, ILogger logger)
{
    /// <summary>Called with a new topic, the last place taken in its room, and where its first user joined, or 0.
    /// </summary>
    public required Action<Topic, long, long> Opened { private get; init; }

    /// <summary>Called when nobody knows any longer that this node is there.</summary>
    public required Action NodeForgotten { private get; init; }

    /// <summary>Makes a socket listen to a room.</summary>
    /// <returns>Completes when the room announces to this node.</returns>
    public Task Subscribe(SocketSession session, LocalUser user, string conversation, long joinedAt = 0)
    {
        if (topics.Subscribe(session, user, conversation, out var isFirst) is not { } topic)
        {
            return Task.CompletedTask;
        }

        if (isFirst)
        {
            _ = OpenAsync(topic, joinedAt);
        }
        else
        {
            leases.Changed(topic);
        }

        return topic.Opened;
    }

    public void UnsubscribeAll(SocketSession session)
    {
        foreach (var subscription in TopicTable.UnsubscribeAll(session))
        {
            leases.Changed(subscription.Topic);
        }
    }

    /// <summary>Who joined listens from now on.</summary>
    /// <returns>Whether one of them is here.</returns>
    public bool Join(string conversation, ImmutableArray<Notice> notices)
    {
        var any = false;
        foreach (var notice in notices)
        {
            any |= notice.Kind is NoticeKind.RoomJoined && Join(conversation, notice.UserId, notice.Place);
        }

        return any;
    }

    /// <summary>Those of this node who joined before the last place that was shown here, and do not listen
    /// yet.</summary>
    public List<Notice>? Late(Topic topic, ImmutableArray<Notice> notices)
    {
        List<Notice>? late = null;
        foreach (var notice in notices)
        {
            if (notice.Kind is NoticeKind.RoomJoined && notice.Place > 0 && notice.Place < topic.Last
                && users.Find(notice.UserId) is not null && !topic.Listeners.Contains(notice.UserId))
            {
                (late ??= []).Add(notice);
            }
        }

        return late;
    }

    /// <summary>Grains that have forgotten this node hear of it again: rooms with the next round, presences at
    /// once.</summary>
    public void Renew(Delivery delivery)
    {
        foreach (var notice in delivery.Notices)
        {
            if (notice.Kind is not NoticeKind.LeaseEnded)
            {
                continue;
            }

            if (delivery.Conversation.Length == 0)
            {
                Forgotten(notice.UserId);
            }
            else if (topics.Find(delivery.Conversation) is { } topic)
            {
                leases.Changed(topic);
            }
        }
    }

    /// <summary>Nobody listens any longer, visitors included.</summary>
    public void Empty(Topic topic)
    {
        var audiences = topic.Audiences;
        foreach (var audience in audiences)
        {
            foreach (var one in audience.Places)
            {
                if (one is not null)
                {
                    TopicTable.Unsubscribe(one.Session, topic.Conversation);
                }
            }
        }

        if (!audiences.IsEmpty)
        {
            leases.Changed(topic);
        }
    }

    /// <summary>Who left, or all when the room ended, does not listen any longer.</summary>
    public void Leave(string conversation, ImmutableArray<Notice> notices)
    {
        foreach (var notice in notices)
        {
            switch (notice.Kind)
            {
                case NoticeKind.RoomLeft or NoticeKind.RoomRemoved:
                    Leave(conversation, notice.UserId);
                    break;
                case NoticeKind.RoomDissolved:
                    LeaveAll(conversation);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Applies a row of the log.</summary>
    public void Apply(string conversation, RoomChange change, ref List<int>? left)
    {
        foreach (var userId in change.Left)
        {
            Leave(conversation, userId);
            (left ??= []).Add(userId);
        }

        foreach (var userId in change.Joined)
        {
            Join(conversation, userId);
        }
    }

    /// <summary>Tells the sockets of ended sessions that they have, and those of changed profiles that what they know
    /// is old.</summary>
    public void TellSessions(Delivery delivery)
    {
        foreach (var notice in delivery.Notices)
        {
            if (notice.Kind is NoticeKind.SessionEnded)
            {
                EndSessions(delivery, notice);
            }
            else if (notice.Kind is NoticeKind.SocketReplaced)
            {
                EndSocket(notice);
            }
            else if (notice.Kind is NoticeKind.ProfileChanged or NoticeKind.UserMuted)
            {
                foreach (var session in users.Find(notice.UserId)?.Sessions ?? [])
                {
                    session.Handler?.OnProfileChanged();
                }
            }
        }
    }

    /// <summary>Lets the protocol say that the session ended, and closes the socket whatever it said.</summary>
    public void End(SocketSession session, Notice notice)
    {
        try
        {
            session.Handler?.OnSessionEnded(notice);
        }
        catch (Exception fault)
        {
            GatewayLog.HandlerFault(logger, fault, FaultId.Next());
        }

        session.Close(SocketCloseCode.PolicyViolation, "the session ended");
    }

    private void Forgotten(int userId)
    {
        if (userId == 0)
        {
            NodeForgotten();
        }
        else
        {
            presences.Forgotten(userId);
        }
    }

    private void EndSocket(Notice notice)
    {
        foreach (var session in users.Find(notice.UserId)?.Sessions ?? [])
        {
            if (session.Id == notice.Text)
            {
                End(session, notice with
                {
                    Kind = NoticeKind.SessionEnded,
                    Count = SessionEndings.SameDevice,
                    Text = session.Identity.SessionId,
                });
            }
        }
    }

    private void EndSessions(Delivery delivery, Notice notice)
    {
        foreach (var userId in delivery.Users)
        {
            foreach (var session in users.Find(userId)?.Sessions ?? [])
            {
                if (session.Identity.SessionId == notice.Text)
                {
                    End(session, notice);
                }
            }
        }
    }

    private bool Join(string conversation, int userId, long joinedAt = 0)
    {
        if (users.Find(userId) is not { } user)
        {
            return false;
        }

        user.Joined(conversation);
        foreach (var session in user.Sessions)
        {
            _ = Subscribe(session, user, conversation, joinedAt);
        }

        return true;
    }

    private void Leave(string conversation, int userId)
    {
        if (users.Find(userId) is not { } user)
        {
            return;
        }

        user.Left(conversation);
        foreach (var session in user.Sessions)
        {
            if (TopicTable.Unsubscribe(session, conversation) is { } topic)
            {
                leases.Changed(topic);
            }
        }
    }

    private void LeaveAll(string conversation)
    {
        foreach (var userId in topics.Find(conversation)?.Listeners.Users ?? [])
        {
            Leave(conversation, userId);
        }
    }

    private async Task OpenAsync(Topic topic, long joinedAt)
    {
        var last = await leases.OpenAsync(topic);
        Opened(topic, last, joinedAt);
        topic.IsOpen.TrySetResult();
        if (joinedAt > 0 && last > joinedAt)
        {
            // The next round reads what was said in between, when all who joined with him are known.
            leases.Changed(topic);
        }
    }
}
