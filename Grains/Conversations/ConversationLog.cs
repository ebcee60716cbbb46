using Microsoft.Extensions.Logging;

namespace OrleansChat.Conversations;

internal static partial class ConversationLog
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning,
        Message = "Conversation {Conversation} gives up its activation: the outcome of a write is unknown")]
    public static partial void Broken(ILogger logger, string conversation, Exception fault);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning,
        Message = "Conversation {Conversation} gives up its activation: place {Seq} was taken by another one")]
    public static partial void Conflict(ILogger logger, string conversation, long seq);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning,
        Message = "Conversation {Conversation} could not announce up to place {Seq}: nodes will find the hole")]
    public static partial void NotAnnounced(ILogger logger, string conversation, long seq, Exception? fault);
}
