using System.Collections.Concurrent;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The conversations of this node: rooms while a socket listens, pairs for some minutes after their last
/// message.</summary>
internal sealed class TopicTable(GatewayOptions options, TimeProvider clock)
{
    // Longer than a resync looks back: what it does not find here was never shown.
    private static readonly TimeSpan DirectIdle = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);

    public int Count => _topics.Count;

    public IEnumerable<Topic> All => _topics.Select(one => one.Value);

    /// <summary>The topic of a delivery, or null when it is a room's and nobody here listens.</summary>
    public Topic? Find(string conversation)
    {
        if (_topics.TryGetValue(conversation, out var topic))
        {
            return topic;
        }

        return ConversationKey.IsDirect(conversation)
            ? _topics.GetOrAdd(
                conversation, static (key, most) => new Topic(key, most, isOpening: false), options.MaxWaitingMessages)
            : null;
    }

    /// <summary>Makes a socket listen to a room, once.</summary>
    /// <param name="session">The socket; attached.</param>
    /// <param name="user">Whose read position moves, or null for nobody's.</param>
    /// <param name="conversation">The room's key.</param>
    /// <param name="isFirst">The topic is new: the caller opens it.</param>
    /// <returns>The topic, or null when the socket listens already or is gone.</returns>
    public Topic? Subscribe(SocketSession session, LocalUser? user, string conversation, out bool isFirst)
    {
        isFirst = false;
        lock (session.SubscriptionGate)
        {
            if (session.Subscriptions is not { } subscriptions
                || subscriptions.Exists(one => one.Topic.Conversation == conversation))
            {
                return null;
            }

            while (true)
            {
                var fresh = new Topic(conversation, options.MaxWaitingMessages, isOpening: true);
                var topic = _topics.GetOrAdd(conversation, fresh);
                var mark = session.Confirms ? null : user?.MarkOf(conversation);
                var subscription = new Subscription(session, topic, mark);
                if (topic.TryAdd(subscription))
                {
                    subscriptions.Add(subscription);
                    isFirst = topic == fresh;
                    return topic;
                }

                Forget(topic);
            }
        }
    }

    /// <summary>Whether the socket listens to the conversation.</summary>
    public static bool Listens(SocketSession session, string conversation)
    {
        lock (session.SubscriptionGate)
        {
            return session.Subscriptions?.Exists(one => one.Topic.Conversation == conversation) is true;
        }
    }

    /// <returns>The topic that the socket listened to, or null.</returns>
    public static Topic? Unsubscribe(SocketSession session, string conversation)
    {
        lock (session.SubscriptionGate)
        {
            if (session.Subscriptions?.Find(one => one.Topic.Conversation == conversation) is not { } subscription)
            {
                return null;
            }

            session.Subscriptions.Remove(subscription);
            subscription.Topic.Remove(subscription);
            return subscription.Topic;
        }
    }

    /// <summary>The socket listens to nothing from now on.</summary>
    /// <returns>What it listened to.</returns>
    public static List<Subscription> UnsubscribeAll(SocketSession session)
    {
        lock (session.SubscriptionGate)
        {
            var all = session.Subscriptions ?? [];
            session.Subscriptions = null;
            foreach (var subscription in all)
            {
                subscription.Topic.Remove(subscription);
            }

            return all;
        }
    }

    public void Forget(Topic topic) => _topics.TryRemove(KeyValuePair.Create(topic.Conversation, topic));

    /// <summary>Forgets direct conversations in which nothing was said for some minutes.</summary>
    public void Sweep()
    {
        foreach (var topic in All)
        {
            if (ConversationKey.IsDirect(topic.Conversation)
                && clock.GetElapsedTime(topic.UsedAt) > DirectIdle
                && topic.Expected <= Math.Max(topic.Last, 0)
                && topic.TryClose())
            {
                Forget(topic);
            }
        }
    }
}
