using OrleansChat.Conversations;
using OrleansChat.Fanout;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Takes deliveries to their topics and shows them in order: repeats are dropped, holes are read from the log
/// first.</summary>
internal sealed class TopicTurn(
    TopicTable topics,
    RoomListeners listeners,
    DeliveryWriter writer,
    TopicLog log,
    TopicBeginning beginning,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger logger)
{
    /// <summary>Never blocks: what cannot be shown now waits in its topic.</summary>
    public void Deliver(Delivery delivery)
    {
        listeners.Renew(delivery);
        if (delivery.Conversation.Length == 0)
        {
            listeners.TellSessions(delivery);
            if (IsForEverybody(delivery))
            {
                writer.ToEverybody(delivery.Notices);
                return;
            }

            writer.ToUsers(delivery.Users.AsSpan(), null, delivery.Messages.AsSpan(), delivery.Notices);
            return;
        }

        while (true)
        {
            var topic = topics.Find(delivery.Conversation);
            if (topic is null && listeners.Join(delivery.Conversation, delivery.Notices))
            {
                topic = topics.Find(delivery.Conversation);
            }

            if (topic is null)
            {
                writer.ToUsers(delivery.Users.AsSpan(), null, delivery.Messages.AsSpan(), delivery.Notices);
                return;
            }

            switch (topic.Enter(delivery))
            {
                case TopicEntry.Taken:
                    Run(topic, delivery);
                    return;
                case TopicEntry.Waits:
                    return;
                default:
                    topics.Forget(topic);
                    break;
            }
        }
    }

    /// <summary>The room announces to this node from <paramref name="last"/> on: the turn, held since the topic was
    /// made, begins.</summary>
    /// <remarks>Who joined at <paramref name="joinedAt"/> sees what was said before the room heard of this node, too.
    /// </remarks>
    public void Open(Topic topic, long last, long joinedAt)
    {
        topic.Last = last == Topic.Unknown ? last : Math.Min(last, (topic.FirstWaiting() ?? long.MaxValue) - 1);
        if (joinedAt > 0)
        {
            topic.Last = Math.Min(topic.Last, joinedAt);
        }

        Continue(topic);
    }

    /// <summary>A lease was renewed: what was announced after what we showed was lost, or is on its way.</summary>
    public void Renewed(Topic topic, long last)
    {
        if (last <= topic.Last || !topic.TryTake())
        {
            return;
        }

        topic.Begin(first: 0, upTo: last);
        if (topic.Last == last)
        {
            Continue(topic);
        }
        else
        {
            _ = RepairAsync(topic, last, topic.Nothing);
        }
    }

    /// <summary>What was expected here and did not come is read from the log.</summary>
    public void Repair(Topic topic)
    {
        if (topic.Expected > topic.Last && topic.TryTake())
        {
            _ = RepairAsync(topic, topic.Expected, topic.Nothing);
        }
    }

    private void Continue(Topic topic)
    {
        if (topic.TryNext(out var next))
        {
            Run(topic, next);
        }
    }

    /// <summary>Shows the delivery and all that waits behind it, then gives the turn back.</summary>
    private void Run(Topic topic, Delivery delivery)
    {
        do
        {
            var missing = MissingUpTo(topic, delivery);
            if (missing > 0)
            {
                _ = RepairAsync(topic, missing, delivery);
                return;
            }

            if (!delivery.Notices.IsEmpty && listeners.Late(topic, delivery.Notices) is { Count: > 0 } late)
            {
                _ = WelcomeAsync(topic, delivery, late);
                return;
            }

            Show(topic, delivery);
        }
        while (topic.TryNext(out delivery));
    }

    private async Task RepairAsync(Topic topic, long upTo, Delivery delivery)
    {
        if (topic.Last == Topic.Unknown)
        {
            topic.Begin(await beginning.FirstAsync(topic.Conversation), upTo);
        }

        await foreach (var page in log.ReadAsync(topic.Conversation, topic.Last, upTo))
        {
            metrics.HolesRepaired.Add(page.Length);
            Show(topic, delivery with { Users = [], Messages = page, Notices = [] });
        }

        if (topic.Last < upTo)
        {
            // The log kept silent. Nothing is shown past the hole; a later round reads all of it.
            topic.Expect(delivery.Messages.IsEmpty ? upTo : delivery.Messages[^1].Seq);
            delivery = delivery with { Messages = [] };
        }

        Show(topic, delivery);
        Continue(topic);
    }

    /// <summary>Who joined before the last place that was shown here, but is known here only now, is shown what he
    /// missed.</summary>
    private async Task WelcomeAsync(Topic topic, Delivery delivery, List<Notice> late)
    {
        var upTo = topic.Last;
        Show(topic, delivery);
        foreach (var joined in late)
        {
            await foreach (var page in log.ReadAsync(topic.Conversation, joined.Place, upTo))
            {
                writer.ToUsers([joined.UserId], topic, page.AsSpan(), []);
            }
        }

        Continue(topic);
    }

    private long MissingUpTo(Topic topic, Delivery delivery)
    {
        if (ReferenceEquals(delivery, topic.Nothing))
        {
            return topic.TakeDropped();
        }

        if (delivery.Messages.IsEmpty || IsPrivate(delivery))
        {
            return 0;
        }

        var before = delivery.Messages[0].Seq - 1;
        if (topic.Last == Topic.Unknown)
        {
            if (beginning.IsAfterAnother(delivery))
            {
                return before;
            }

            topic.Begin(first: 0, before); // what is expected may come before this, and this before it
        }

        return before > topic.Last ? before : 0;
    }

    // What a presence says when it forgets its leases is for the node.
    private static bool IsForEverybody(Delivery delivery) =>
        delivery.Users.IsEmpty && delivery.Notices.Any(notice => notice.Kind is not NoticeKind.LeaseEnded);

    // Messages of a room for some of its users only are no part of what all listeners see.
    private static bool IsPrivate(Delivery delivery) =>
        !delivery.Users.IsEmpty && !ConversationKey.IsDirect(delivery.Conversation);

    private void Show(Topic topic, Delivery delivery)
    {
        topic.UsedAt = clock.GetTimestamp();
        try
        {
            ShowTo(topic, delivery);
        }
        catch (Exception fault)
        {
            // the turn must go on to the next
            GatewayLog.DeliveryFault(logger, fault, FaultId.Next(), topic.Conversation);
        }
    }

    private void ShowTo(Topic topic, Delivery delivery)
    {
        if (ConversationKey.TryDirect(delivery.Conversation, out var lower, out var higher))
        {
            ReadOnlySpan<int> both = lower == higher ? [lower] : [lower, higher];
            var users = delivery.Users.IsEmpty || lower == higher ? both : delivery.Users.AsSpan();
            writer.ToUsers(users, topic, Fresh(topic, delivery), delivery.Notices);
        }
        else if (IsPrivate(delivery))
        {
            listeners.Join(delivery.Conversation, delivery.Notices);
            writer.ToUsers(delivery.Users.AsSpan(), null, delivery.Messages.AsSpan(), delivery.Notices);
            listeners.Leave(delivery.Conversation, delivery.Notices);
        }
        else
        {
            ShowRoom(topic, delivery);
        }
    }

    private void ShowRoom(Topic topic, Delivery delivery)
    {
        var rest = Fresh(topic, delivery);
        List<int>? left = null;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i].Kind is MessageKind.Membership)
            {
                // Who left at this place sees nothing behind it, who joined nothing before it.
                writer.ToAudience(topic, rest[..i], []);
                Change(topic, rest[i], ref left);
                rest = rest[(i + 1)..];
                i = -1;
            }
        }

        listeners.Join(delivery.Conversation, delivery.Notices);
        writer.ToAudience(topic, rest, delivery.Notices);
        if (left is not null && !delivery.Notices.IsEmpty)
        {
            writer.ToUsers(left.ToArray(), null, [], delivery.Notices);
        }

        listeners.Leave(delivery.Conversation, delivery.Notices);
    }

    private void Change(Topic topic, ChatMessage row, ref List<int>? left)
    {
        if (ConversationKey.IsChatRoom(topic.Conversation))
        {
            listeners.Empty(topic); // a chat room has no members: the row is its end
        }
        else
        {
            listeners.Apply(topic.Conversation, RoomChange.Of(row), ref left);
        }
    }

    /// <summary>What of the delivery was not shown before; counts it as shown.</summary>
    private ReadOnlySpan<ChatMessage> Fresh(Topic topic, Delivery delivery)
    {
        var messages = delivery.Messages.AsSpan();
        var repeated = 0;
        while (repeated < messages.Length && messages[repeated].Seq <= topic.Last)
        {
            repeated++;
        }

        if (repeated > 0)
        {
            metrics.Duplicates.Add(repeated);
            messages = messages[repeated..];
        }

        if (!messages.IsEmpty)
        {
            topic.Last = messages[^1].Seq;
        }

        return messages;
    }
}
