using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace OrleansChat.Silo.Cluster;

internal static partial class LostSilosLog
{
    [LoggerMessage(EventId = 1131, Level = LogLevel.Warning,
        Message = "{Silo} was declared dead: its last sign of life was at {Last:u}, and nobody was left to notice")]
    public static partial void Declared(ILogger logger, SiloAddress silo, DateTime last);

    [LoggerMessage(EventId = 1132, Level = LogLevel.Warning,
        Message = "The list of silos was not read: whether one of them is dead is looked for again")]
    public static partial void NotRead(ILogger logger, Exception fault);
}
