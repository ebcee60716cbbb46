using Microsoft.Extensions.Logging;

namespace OrleansChat.Silo.Hosting;

internal static partial class PrivatePostgresLog
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "Starting PostgreSQL {Major} on {Folder}")]
    public static partial void Starting(ILogger logger, int major, string folder);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Debug, Message = "The database {Database} was there")]
    public static partial void Found(ILogger logger, string database);
}
