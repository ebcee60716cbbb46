using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway.Showing;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Encodes once per codec and puts the same bytes into every outbox.</summary>
internal sealed class DeliveryWriter(
    UserTable users, VisitorTable visitors, GatewayMetrics metrics, TimeProvider clock, ILogger logger)
{
    // A long run from the log goes out in several entries, so that a healthy reader keeps up with its outbox.
    private const int MessagesPerEntry = CodecFrames.MaxMessages;
    private readonly BatchEncoder _encoder = new(logger);

    /// <summary>Shows messages and notices to all who listen.</summary>
    public void ToAudience(Topic topic, ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices)
    {
        while (messages.Length > MessagesPerEntry)
        {
            Send(topic, messages[..MessagesPerEntry], []);
            messages = messages[MessagesPerEntry..];
        }

        Send(topic, messages, notices);
        Measure(messages);
    }

    /// <summary>Shows messages and notices to all sockets of some users.</summary>
    /// <param name="ids">Whose.</param>
    /// <param name="topic">Whose read positions move, or null for none.</param>
    /// <param name="messages">In order.</param>
    /// <param name="notices">After them.</param>
    public void ToUsers(
        ReadOnlySpan<int> ids, Topic? topic, ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices)
    {
        while (messages.Length > MessagesPerEntry)
        {
            Send(ids, topic, messages[..MessagesPerEntry], []);
            messages = messages[MessagesPerEntry..];
        }

        Send(ids, topic, messages, notices);
        Measure(messages);
    }

    /// <summary>Shows notices to all sockets of the node, visitors' included.</summary>
    public void ToEverybody(ImmutableArray<Notice> notices)
    {
        var frames = new Dictionary<IFrameCodec, CodecFrames>();
        foreach (var session in users.All.SelectMany(user => user.Sessions).Concat(visitors.All))
        {
            if (!frames.TryGetValue(session.Codec, out var made))
            {
                frames[session.Codec] = made = CodecFrames.Of(_encoder, session, [], notices);
            }

            if (made.Whole is not null)
            {
                Offering.Offer(made, _encoder, session, [], notices, default);
            }
        }
    }

    private void Send(Topic topic, ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices)
    {
        var counts = !ConversationKey.IsChatRoom(topic.Conversation);
        foreach (var audience in topic.Audiences)
        {
            var frames = default(CodecFrames);
            foreach (var one in audience.Places)
            {
                if (one is null)
                {
                    continue;
                }

                if (frames.Codec is null)
                {
                    frames = CodecFrames.Of(_encoder, one.Session, messages, notices);
                }

                if (frames.Whole is null)
                {
                    break; // nothing that this codec shows
                }

                Offering.Offer(frames, _encoder, one.Session, messages, notices, new Track(counts, one.Mark));
            }
        }
    }

    private void Send(
        ReadOnlySpan<int> ids, Topic? topic, ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices)
    {
        var counts = topic is not null && !messages.IsEmpty;
        var frames = default(CodecFrames);
        Dictionary<IFrameCodec, CodecFrames>? others = null;
        foreach (var id in ids)
        {
            if (users.Find(id) is not { } user)
            {
                continue;
            }

            ReadMark? mark = null;
            foreach (var session in user.Sessions)
            {
                if (session.Codec != frames.Codec)
                {
                    // Two codecs among the sockets of two users are rare: only then is there a dictionary.
                    if (frames.Codec is not null)
                    {
                        (others ??= [])[frames.Codec] = frames;
                    }

                    if (others is null || !others.TryGetValue(session.Codec, out frames))
                    {
                        frames = CodecFrames.Of(_encoder, session, messages, notices);
                    }
                }

                if (frames.Whole is not null)
                {
                    mark ??= counts && !session.Confirms ? topic!.MarkOf(user) : null;
                    Offering.Offer(frames, _encoder, session, messages, notices, new Track(counts, mark));
                }
            }
        }
    }

    private void Measure(ReadOnlySpan<ChatMessage> messages)
    {
        if (!messages.IsEmpty && metrics.DeliveryLag.Enabled)
        {
            metrics.DeliveryLag.Record(
                Math.Max(0, clock.GetUtcNow().ToUnixTimeMilliseconds() - messages[0].SentAtUnixMs) / 1000.0);
        }
    }
}
