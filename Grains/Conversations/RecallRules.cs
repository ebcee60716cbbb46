using OrleansChat.Errors;

namespace OrleansChat.Conversations;

/// <summary>Which messages may be taken back or deleted, and by whom. Pure. Source: chat33.decisions.md, 6.</summary>
internal static class RecallRules
{
    /// <summary>How long one may take one's own message back.</summary>
    public const long WindowMs = 10 * 60 * 1000;

    /// <summary>The lowest rank that takes back what others said.</summary>
    private const short ManagerLevel = 2;

    /// <param name="command">What is wanted; the caller may speak here.</param>
    /// <param name="message">The message, or null when there is none of this id in the conversation.</param>
    /// <param name="readsFrom">The first place that the caller may read.</param>
    /// <param name="callerLevel">The caller's rank.</param>
    /// <param name="senderLevel">The sender's rank; 0 when he has left.</param>
    /// <param name="nowUnixMs">The time.</param>
    public static ChatError Check(
        RecallMessage command,
        ChatMessage? message,
        long readsFrom,
        short callerLevel,
        short senderLevel,
        long nowUnixMs)
    {
        if (message is not { IsVisible: true, IsRecalled: false } || message.Seq < readsFrom)
        {
            return ChatError.MessageUnknown; // as one that never was
        }

        if (message.Kind is MessageKind.RedPacket or MessageKind.Alert)
        {
            return ChatError.RecallRefused;
        }

        if (message.SenderId == command.CallerId)
        {
            return !command.IsDeletion && nowUnixMs - message.SentAtUnixMs > WindowMs
                ? ChatError.RecallTooLate
                : ChatError.None;
        }

        return !command.IsDeletion && callerLevel >= ManagerLevel && callerLevel > senderLevel
            ? ChatError.None
            : ChatError.RecallRefused;
    }
}
