using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What a frame must have to be a message. Pure. Source: im.decisions.md, 4c.</summary>
internal static class ImPostRules
{
    /// <summary>Checks a frame that its sender may send, and takes from it what is stored.</summary>
    /// <returns>Why it is none; then there is no post.</returns>
    public static ImRefusal Check(
        in ImFrame frame, ImOptions options, TimeProvider clock, CancellationToken cancellation, out ImPost? post)
    {
        post = null;
        if (Target(in frame, options, out var chatType, out var target) is { } refusal)
        {
            return refusal;
        }

        if (frame.Type is ImMessageType.Event && !IsClientEvent(frame.EventType))
        {
            return ImRefusal.Member("eventType");
        }

        if (!frame.HasText || frame.Content.Length == 2)
        {
            return ImRefusal.Member("content");
        }

        if (frame.IsBroken(ImMembers.Id))
        {
            return ImRefusal.Member("id");
        }

        if (frame.ContentBytes() > ImLimits.MaxContentBytes)
        {
            return ImRefusal.ContentTooLong;
        }

        var timestamp = TimestampOf(frame.Timestamp, clock);
        var stored = frame.Type is ImMessageType.Text
            ? ImBodies.OfText(frame.Content, timestamp)
            : ImBodies.Of(frame.Type, frame.EventType, frame.ContentText(), timestamp, options.PublicUrl);
        post = new ImPost(chatType, target, frame.Id, stored, cancellation);
        return default;
    }

    /// <summary>Events that people make; the others are the server's.</summary>
    public static bool IsClientEvent(ImEventType type) => type is ImEventType.Comment or ImEventType.Like
        or ImEventType.Relay or ImEventType.Share or ImEventType.Follow or ImEventType.Unfollow;

    /// <summary>The client's time, if its clock is not far off. Source: decision 25.</summary>
    /// <returns>In milliseconds; 0 for the server's time.</returns>
    public static long TimestampOf(long timestamp, TimeProvider clock)
    {
        var difference = timestamp - clock.GetUtcNow().ToUnixTimeMilliseconds();
        return timestamp > 0 && Math.Abs(difference) <= ImLimits.MaxClockDifference.TotalMilliseconds ? timestamp : 0;
    }

    /// <summary>Where to. A frame that names no chatType is for one user. Source: decision 18.</summary>
    private static ImRefusal? Target(
        in ImFrame frame, ImOptions options, out ImChatType chatType, out long target)
    {
        chatType = frame.Has(ImMembers.ChatType) ? frame.ChatType : ImChatType.Single;
        (target, var name) = chatType is ImChatType.Single
            ? (frame.ToUserId, "toUserId")
            : (frame.TeamId, "teamId");
        return chatType switch
        {
            ImChatType.None or ImChatType.Custom => ImRefusal.Member("chatType"),
            ImChatType.Room when !options.ChatRooms => ImRefusal.Of(ChatError.Forbidden),
            _ when target <= 0 => ImRefusal.Member(name),
            _ => null,
        };
    }
}
