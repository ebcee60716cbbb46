using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;

namespace OrleansChat.WebFrontend.Gateway.Showing;

/// <summary>The last step of a delivery: one socket's frame into its outbox, with what is to be remembered of
/// it.</summary>
internal static class Offering
{
    /// <summary>Gives a socket its part of a batch, or lets the batch wait for it.</summary>
    /// <param name="frames">What the socket's codec makes of the batch; not nothing.</param>
    /// <param name="encoder">Writes what was not needed before.</param>
    /// <param name="session">The socket.</param>
    /// <param name="messages">The batch.</param>
    /// <param name="notices">After it.</param>
    /// <param name="track">What remembers how far the user was shown the conversation.</param>
    public static void Offer(
        in CodecFrames frames,
        BatchEncoder encoder,
        SocketSession session,
        ReadOnlySpan<ChatMessage> messages,
        ImmutableArray<Notice> notices,
        in Track track)
    {
        if (session.Held is { } held)
        {
            var rest = held.Pass(messages, notices, track, out var waits);
            if (waits)
            {
                return;
            }

            if (rest.Length < messages.Length)
            {
                Alone(encoder, session, rest, notices, track);
                return;
            }
        }
        else if (frames.IsPlain)
        {
            session.TrySend(new OutboxEntry(frames.Whole!, frames.Seq == 0 ? null : track.Mark, frames.Seq));
            return;
        }

        Send(frames, encoder, session, messages, notices, track);
    }

    /// <summary>Gives a socket its part of a batch.</summary>
    /// <returns>False when the socket is closing.</returns>
    public static bool Send(
        in CodecFrames frames,
        BatchEncoder encoder,
        SocketSession session,
        ReadOnlySpan<ChatMessage> messages,
        ImmutableArray<Notice> notices,
        in Track track)
    {
        var frame = frames.For(encoder, session, messages, notices, out var shown);
        if (!frames.Manner.HasFlag(CodecManner.Confirms))
        {
            var mark = frames.Seq == 0 ? null : track.Mark;
            return frame is null || session.TrySend(new OutboxEntry(frame, mark, frames.Seq));
        }

        var book = track.Counts && !messages.IsEmpty ? session.Receipts : null;
        book?.Offer(messages, shown);
        if (frame is null)
        {
            return true;
        }

        if (!session.TrySend(frame))
        {
            return false;
        }

        book?.Handed(messages, shown);
        return true;
    }

    /// <summary>Gives one socket a batch that nobody else gets.</summary>
    /// <returns>False when the socket is closing.</returns>
    public static bool Alone(
        BatchEncoder encoder,
        SocketSession session,
        ReadOnlySpan<ChatMessage> messages,
        ImmutableArray<Notice> notices,
        in Track track)
    {
        while (messages.Length > CodecFrames.MaxMessages)
        {
            var some = messages[..CodecFrames.MaxMessages];
            if (!Send(CodecFrames.Of(encoder, session, some, []), encoder, session, some, [], track))
            {
                return false;
            }

            messages = messages[CodecFrames.MaxMessages..];
        }

        var frames = CodecFrames.Of(encoder, session, messages, notices);
        return Send(frames, encoder, session, messages, notices, track);
    }
}
