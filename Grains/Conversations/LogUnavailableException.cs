using Orleans.Runtime;

namespace OrleansChat.Conversations;

/// <summary>The database did not answer, or the outcome of a write could not be found out. The activation that sees
/// it deactivates.</summary>
/// <remarks>One of the runtime's faults, so that a frontend answers it with
/// <see cref="Errors.ChatError.Unavailable"/>.</remarks>
public sealed class LogUnavailableException : OrleansException
{
    public LogUnavailableException()
    {
    }

    public LogUnavailableException(string message)
        : base(message)
    {
    }

    public LogUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
