using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace OrleansChat.Silo.Embedded;

/// <summary>What the runtime logs: ids and names, never arguments.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "{Grain} was not activated")]
    public static partial void ActivationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "{Grain} failed while it was deactivated")]
    public static partial void DeactivationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "{Method} of {Grain} failed; nobody waits for it")]
    public static partial void OneWayFailed(ILogger logger, Exception exception, string method, GrainId grain);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Error, Message = "A continuation of {Grain} threw")]
    public static partial void TurnFailed(ILogger logger, Exception exception, string grain);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Information, Message = "{Activations} activations left after closing")]
    public static partial void Closed(ILogger logger, int activations);
}
