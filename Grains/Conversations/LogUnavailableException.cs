namespace OrleansChat.Conversations;

/// <summary>The database did not answer, or the outcome of a write could not be found out. The activation that sees it deactivates.</summary>
public sealed class LogUnavailableException : Exception
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
