using Microsoft.Extensions.Logging;

namespace OrleansChat.Audit;

/// <summary>One line for each act that somebody may have to answer for later. No names, no texts: numbers
/// alone.</summary>
internal static partial class AuditLog
{
    [LoggerMessage(EventId = 4201, Level = LogLevel.Information,
        Message = "Audit: staff {StaffId} muted user {UserId} for {DurationMs} ms")]
    public static partial void UserMuted(ILogger logger, int staffId, int userId, long durationMs);
}
