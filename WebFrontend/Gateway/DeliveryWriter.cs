using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Encodes once per codec and puts the same bytes into every outbox.</summary>
internal sealed class DeliveryWriter(
    UserTable users, VisitorTable visitors, GatewayMetrics metrics, TimeProvider clock, ILogger logger)
{
    // A long run from the log goes out in several entries, so that a healthy reader keeps up with its outbox.
    private const int MessagesPerEntry = 64;

    /// <summary>Shows messages and notices to all who listen.</summary>
    public void ToAudience(Topic topic, ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices)
    {
        var audiences = topic.Audiences;
        while (messages.Length > MessagesPerEntry)
        {
            Send(audiences, messages[..MessagesPerEntry], []);
            messages = messages[MessagesPerEntry..];
        }

        Send(audiences, messages, notices);
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
        var frames = new Dictionary<IFrameCodec, EncodedFrame?>();
        foreach (var session in users.All.SelectMany(user => user.Sessions).Concat(visitors.All))
        {
            if (!frames.TryGetValue(session.Codec, out var frame))
            {
                frames[session.Codec] = frame = Encode(session.Codec, session.Traffic, [], notices);
            }

            if (frame is not null)
            {
                session.TrySend(new OutboxEntry(frame, null, 0));
            }
        }
    }

    private void Send(
        ImmutableArray<Audience> audiences, ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices)
    {
        var seq = messages.IsEmpty ? 0 : messages[^1].Seq;
        foreach (var audience in audiences)
        {
            EncodedFrame? frame = null;
            foreach (var one in audience.Places)
            {
                if (one is null)
                {
                    continue;
                }

                frame ??= Encode(audience.Codec, one.Session.Traffic, messages, notices);
                if (frame is null)
                {
                    break; // nothing that this codec shows
                }

                one.Session.TrySend(new OutboxEntry(frame, seq == 0 ? null : one.Mark, seq));
            }
        }
    }

    private void Send(
        ReadOnlySpan<int> ids, Topic? topic, ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices)
    {
        var seq = messages.IsEmpty ? 0 : messages[^1].Seq;
        IFrameCodec? codec = null;
        EncodedFrame? frame = null;
        Dictionary<IFrameCodec, EncodedFrame?>? others = null;
        foreach (var id in ids)
        {
            if (users.Find(id) is not { } user)
            {
                continue;
            }

            var mark = seq == 0 || topic is null ? null : topic.MarkOf(user);
            foreach (var session in user.Sessions)
            {
                if (session.Codec != codec)
                {
                    // Two codecs among the sockets of two users are rare: only then is there a dictionary.
                    if (codec is not null)
                    {
                        (others ??= [])[codec] = frame;
                    }

                    codec = session.Codec;
                    if (others is null || !others.TryGetValue(codec, out frame))
                    {
                        frame = Encode(codec, session.Traffic, messages, notices);
                    }
                }

                if (frame is not null)
                {
                    session.TrySend(new OutboxEntry(frame, mark, seq));
                }
            }
        }
    }

    private EncodedFrame? Encode(
        IFrameCodec codec, SocketTraffic traffic, ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices)
    {
        var buffer = FrameBuffer.Rent();
        foreach (var message in messages)
        {
            if (!message.IsRecalled) // read from the log after it was taken back: a place without a frame
            {
                Encode(buffer, codec, message, notice: null, message.Conversation);
            }
        }

        foreach (var notice in notices)
        {
            // Those two are for the node.
            if (notice.Kind is not (NoticeKind.SessionEnded or NoticeKind.LeaseEnded))
            {
                Encode(buffer, codec, message: null, notice, "a notice");
            }
        }

        traffic.Encoded();
        return buffer.ToFrame();
    }

    private void Encode(
        FrameBuffer buffer, IFrameCodec codec, ChatMessage? message, Notice? notice, string conversation)
    {
        buffer.BeginFrame();
        try
        {
            if (message is not null ? codec.TryWrite(message, buffer) : codec.TryWrite(notice!, buffer))
            {
                buffer.EndFrame();
                return;
            }
        }
        catch (Exception fault)
        {
            // the rest of the delivery is not to blame
            GatewayLog.CodecFault(logger, fault, FaultId.Next(), conversation);
        }

        buffer.DropFrame();
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
