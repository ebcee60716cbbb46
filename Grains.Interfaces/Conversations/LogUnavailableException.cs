using Orleans.Runtime;

namespace OrleansChat.Conversations;

/// <summary>The database did not answer, or the outcome of a write could not be found out. The activation that sees
/// it deactivates.</summary>
/// <remarks>One of the runtime's faults, so that a frontend answers it with
/// <see cref="Errors.ChatError.Unavailable"/>; unlike the others it is answered at once.</remarks>
[GenerateSerializer, Alias("conversation.log-unavailable")]
public sealed class LogUnavailableException : OrleansException
{
    /// <summary>Without a word.</summary>
    public LogUnavailableException()
    {
    }

    /// <summary>With what happened.</summary>
    public LogUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With what happened, and why.</summary>
    public LogUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
