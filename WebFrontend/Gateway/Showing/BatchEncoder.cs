using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;

namespace OrleansChat.WebFrontend.Gateway.Showing;

/// <summary>Lets a codec write what happened. A message that it cannot write is left out and logged: the rest is not to
/// blame.</summary>
internal sealed class BatchEncoder(ILogger logger)
{
    /// <summary>Writes a batch.</summary>
    /// <param name="one">A socket of the codec.</param>
    /// <param name="messages">At most <see cref="CodecFrames.MaxMessages"/>.</param>
    /// <param name="notices">After them.</param>
    /// <param name="wanted">A bit for each message that is to be written if the codec shows it.</param>
    /// <param name="shown">A bit for each message that was written.</param>
    /// <returns>Null when nothing was.</returns>
    public EncodedFrame? Encode(
        SocketSession one,
        ReadOnlySpan<ChatMessage> messages,
        ImmutableArray<Notice> notices,
        ulong wanted,
        out ulong shown)
    {
        shown = 0;
        var buffer = FrameBuffer.Rent();
        for (var i = 0; i < messages.Length; i++)
        {
            // What was taken back before it was read from the log is a place without a frame.
            var bit = 1UL << i;
            if ((wanted & bit) != 0 && !messages[i].IsRecalled
                && TryWrite(buffer, one.Codec, messages[i], notice: null, messages[i].Conversation))
            {
                shown |= bit;
            }
        }

        foreach (var notice in notices)
        {
            // Those two are for the node.
            if (notice.Kind is not (NoticeKind.SessionEnded or NoticeKind.LeaseEnded))
            {
                TryWrite(buffer, one.Codec, message: null, notice, "a notice");
            }
        }

        one.Traffic.Encoded();
        return buffer.ToFrame();
    }

    private bool TryWrite(
        FrameBuffer buffer, IFrameCodec codec, ChatMessage? message, Notice? notice, string conversation)
    {
        buffer.BeginFrame();
        try
        {
            if (message is not null ? codec.TryWrite(message, buffer) : codec.TryWrite(notice!, buffer))
            {
                buffer.EndFrame();
                return true;
            }
        }
        catch (Exception fault)
        {
            GatewayLog.CodecFault(logger, fault, FaultId.Next(), conversation);
        }

        buffer.DropFrame();
        return false;
    }
}
