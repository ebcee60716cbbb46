using Microsoft.Extensions.Logging;

namespace OrleansChat.ChatRooms;

internal static partial class ReportLog
{
    [LoggerMessage(EventId = 4301, Level = LogLevel.Information,
        Message = "Audit: {ReporterId} reported message {MessageId} of {SenderId} in {Conversation}")]
    public static partial void Filed(
        ILogger logger, int reporterId, long messageId, int senderId, string conversation);
}
