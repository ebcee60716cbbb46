namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Every line the gateway can log, in one place. Never a message text, never a token.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Error,
        Message = "Fault {FaultId}: socket {SocketId} of {Protocol} is closed")]
    public static partial void SocketFault(
        ILogger logger, Exception fault, string faultId, string socketId, string protocol);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error,
        Message = "Fault {FaultId}: a call to a grain failed unexpectedly")]
    public static partial void GrainFault(ILogger logger, Exception fault, string faultId);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Warning, Message = "A grain did not answer: {Reason}")]
    public static partial void GrainUnavailable(ILogger logger, string reason);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Error,
        Message = "Fault {FaultId}: a codec could not encode from {Conversation}")]
    public static partial void CodecFault(ILogger logger, Exception fault, string faultId, string conversation);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Warning,
        Message = "A hole before {Seq} of {Conversation} is not repaired yet")]
    public static partial void HoleRemains(ILogger logger, Exception? fault, long seq, string conversation);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Error,
        Message = "A hole before {Seq} of {Conversation} is left to a later round")]
    public static partial void HoleGivenUp(ILogger logger, long seq, string conversation);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Warning, Message = "The lease on {Conversation} was not renewed")]
    public static partial void LeaseFailed(ILogger logger, Exception fault, string conversation);

    [LoggerMessage(EventId = 2008, Level = LogLevel.Warning,
        Message = "Read positions of {UserId} were not taken; they are offered again")]
    public static partial void PositionsFailed(ILogger logger, Exception fault, int userId);

    [LoggerMessage(EventId = 2021, Level = LogLevel.Warning,
        Message = "Receipts of {UserId} were not taken; they are offered again")]
    public static partial void ReceiptsFailed(ILogger logger, Exception fault, int userId);

    [LoggerMessage(EventId = 2009, Level = LogLevel.Warning, Message = "The presence of {UserId} was not recorded")]
    public static partial void PresenceFailed(ILogger logger, Exception fault, int userId);

    [LoggerMessage(EventId = 2010, Level = LogLevel.Information, Message = "Draining {Sockets} sockets")]
    public static partial void Draining(ILogger logger, int sockets);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Information,
        Message = "Drained; {Aborted} sockets did not say good-bye")]
    public static partial void Drained(ILogger logger, int aborted);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Error,
        Message = "Fault {FaultId}: a protocol's handler could not end its session")]
    public static partial void HandlerFault(ILogger logger, Exception fault, string faultId);

    [LoggerMessage(EventId = 2013, Level = LogLevel.Error,
        Message = "Fault {FaultId}: a round of the gateway's upkeep failed")]
    public static partial void UpkeepFault(ILogger logger, Exception fault, string faultId);

    [LoggerMessage(EventId = 2015, Level = LogLevel.Debug, Message = "A grain did not answer and is asked again")]
    public static partial void GrainAskedAgain(ILogger logger, Exception fault);

    [LoggerMessage(EventId = 2016, Level = LogLevel.Warning, Message = "A grain did not answer after {Tries} tries")]
    public static partial void GrainGivenUp(ILogger logger, int tries);

    [LoggerMessage(EventId = 2017, Level = LogLevel.Information,
        Message = "Deliveries may be missing: leases are renewed and the log is read")]
    public static partial void Resyncing(ILogger logger);

    [LoggerMessage(EventId = 2019, Level = LogLevel.Debug, Message = "{UserId} could not be brought up to date")]
    public static partial void UserBehind(ILogger logger, Exception fault, int userId);

    [LoggerMessage(EventId = 2018, Level = LogLevel.Warning,
        Message = "{Users} users could not be brought up to date; they are tried again")]
    public static partial void ResyncIncomplete(ILogger logger, int users);

    [LoggerMessage(EventId = 2014, Level = LogLevel.Error,
        Message = "Fault {FaultId}: a delivery of {Conversation} was not shown to all")]
    public static partial void DeliveryFault(ILogger logger, Exception fault, string faultId, string conversation);

    [LoggerMessage(EventId = 2020, Level = LogLevel.Warning,
        Message = "The subscription to this node's deliveries was not taken back")]
    public static partial void SubscriptionRemains(ILogger logger, Exception fault);
}
