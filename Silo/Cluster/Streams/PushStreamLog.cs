using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>What push streams log: names and numbers, never items.</summary>
internal static partial class PushStreamLog
{
    [LoggerMessage(EventId = 1111, Level = LogLevel.Warning,
        Message = "{Items} items of stream {Stream} for {Observer} were dropped")]
    public static partial void Dropped(
        ILogger logger, Exception? exception, int items, StreamId stream, GrainId observer);

    [LoggerMessage(EventId = 1112, Level = LogLevel.Warning,
        Message = "The subscribers of stream {Stream} could not be found; {Items} items were dropped")]
    public static partial void LookupFailed(ILogger logger, Exception exception, StreamId stream, int items);

    [LoggerMessage(EventId = 1113, Level = LogLevel.Warning, Message = "The lease on {Stream} was not renewed")]
    public static partial void RenewalFailed(ILogger logger, Exception exception, GrainId stream);

    [LoggerMessage(EventId = 1114, Level = LogLevel.Information,
        Message = "Deliveries may be missing: {Reason}")]
    public static partial void Suspected(ILogger logger, string reason);

    [LoggerMessage(EventId = 1115, Level = LogLevel.Warning,
        Message = "The process stops while items of push streams still wait")]
    public static partial void NotFlushed(ILogger logger);
}
