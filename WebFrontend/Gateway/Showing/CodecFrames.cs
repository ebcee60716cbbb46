using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OrleansChat.Conversations;
using OrleansChat.Fanout;

namespace OrleansChat.WebFrontend.Gateway.Showing;

/// <summary>What one codec makes of one batch: once for all, and once more for each sender whose own sockets do not get
/// what he said.</summary>
/// <param name="Codec">Whose bytes they are.</param>
/// <param name="Manner">The codec's.</param>
/// <param name="Whole">For everybody; null when the codec shows nothing of it.</param>
/// <param name="Shown">A bit for each message that <paramref name="Whole"/> shows.</param>
/// <param name="Seq">The place of the last message that is for this codec; 0 for none.</param>
/// <param name="HidesOwn">Whether a sender's sockets do not get what he said.</param>
/// <param name="Others">For senders, by user id; null when they get all of it, or nothing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CodecFrames(
    IFrameCodec Codec,
    CodecManner Manner,
    EncodedFrame? Whole,
    ulong Shown,
    long Seq,
    bool HidesOwn,
    Dictionary<int, EncodedFrame?>? Others)
{
    /// <summary>Whether all sockets get the same, and nobody confirms it.</summary>
    public bool IsPlain => !HidesOwn && !Manner.HasFlag(CodecManner.Confirms);

    /// <summary>Messages of one batch at most: as many as <see cref="Shown"/> has bits.</summary>
    public const int MaxMessages = 64;

    public static CodecFrames Of(
        BatchEncoder encoder, SocketSession one, ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices)
    {
        var manner = one.Codec.Manner;
        var wanted = manner.HasFlag(CodecManner.ShowsStrangers) ? ulong.MaxValue : AmongFriends(messages);
        var whole = encoder.Encode(one, messages, notices, wanted, out var shown);
        var hidesOwn = manner.HasFlag(CodecManner.HidesOwn) && !messages.IsEmpty
            && !ConversationKey.IsWithOneself(messages[0].Conversation);
        Dictionary<int, EncodedFrame?>? others = hidesOwn && (messages.Length > 1 || !notices.IsEmpty) ? [] : null;
        return new CodecFrames(one.Codec, manner, whole, shown, LastOf(messages, wanted), hidesOwn, others);
    }

    /// <summary>What a socket of this codec gets.</summary>
    /// <param name="encoder">Writes what was not needed before.</param>
    /// <param name="session">The socket.</param>
    /// <param name="messages">The batch.</param>
    /// <param name="notices">After it.</param>
    /// <param name="shown">A bit for each message that it shows.</param>
    public EncodedFrame? For(
        BatchEncoder encoder,
        SocketSession session,
        ReadOnlySpan<ChatMessage> messages,
        ImmutableArray<Notice> notices,
        out ulong shown)
    {
        shown = Shown;
        if (!HidesOwn)
        {
            return Whole;
        }

        var own = OwnOf(session.Identity.UserId, messages) & Shown;
        if (own == 0)
        {
            return Whole;
        }

        shown &= ~own;
        if (Others is null)
        {
            return null; // there was only the one message
        }

        if (!Others.TryGetValue(session.Identity.UserId, out var frame))
        {
            frame = shown == 0 && notices.IsEmpty ? null : encoder.Encode(session, messages, notices, shown, out _);
            Others[session.Identity.UserId] = frame;
        }

        return frame;
    }

    private static ulong AmongFriends(ReadOnlySpan<ChatMessage> messages)
    {
        var wanted = ulong.MaxValue;
        for (var i = 0; i < messages.Length; i++)
        {
            if (messages[i].AmongStrangers)
            {
                wanted &= ~(1UL << i);
            }
        }

        return wanted;
    }

    private static ulong OwnOf(int userId, ReadOnlySpan<ChatMessage> messages)
    {
        var own = 0UL;
        for (var i = 0; i < messages.Length; i++)
        {
            if (messages[i].SenderId == userId)
            {
                own |= 1UL << i;
            }
        }

        return own;
    }

    private static long LastOf(ReadOnlySpan<ChatMessage> messages, ulong wanted)
    {
        for (var i = messages.Length - 1; i >= 0; i--)
        {
            if ((wanted & (1UL << i)) != 0)
            {
                return messages[i].Seq;
            }
        }

        return 0;
    }
}
