using Microsoft.Extensions.Logging;

namespace OrleansChat.Fanout;

/// <summary>What is told after something was stored may be lost; what was stored stays a success.</summary>
internal static partial class Hints
{
    /// <summary>Waits until it is told, or until it is clear that it will not be.</summary>
    public static async Task OrLostAsync(this Task telling, ILogger logger)
    {
        try
        {
            await telling;
        }
        catch (Exception fault) // presence, a profile, a stream: each may be on a node that has just died
        {
            Lost(logger, fault);
        }
    }

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "A notice was lost: who should hear of it could not be told")]
    private static partial void Lost(ILogger logger, Exception fault);
}
