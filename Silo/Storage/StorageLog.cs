using Microsoft.Extensions.Logging;

namespace OrleansChat.Silo.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning,
        Message = "The database does not answer; appends wait and retry")]
    public static partial void DatabaseSilent(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "The database answers again")]
    public static partial void DatabaseReturned(ILogger logger);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "Rows of {Conversation} could not be stored")]
    public static partial void AppendFailed(ILogger logger, Exception cause, string conversation);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Information, Message = "Message ids use workers {First} to {Last}")]
    public static partial void WorkersLeased(ILogger logger, int first, int last);

    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning,
        Message = "The lease of message id workers could not be renewed")]
    public static partial void LeaseNotRenewed(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 3006, Level = LogLevel.Warning,
        Message = "Read positions could not be stored; they are retried")]
    public static partial void CursorsNotStored(ILogger logger, Exception cause);
}
