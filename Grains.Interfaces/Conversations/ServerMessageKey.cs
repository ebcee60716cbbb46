namespace OrleansChat.Conversations;

/// <summary>Keys that the server gives to messages whose client gave none, so that the server's own retries are
/// harmless.</summary>
/// <remarks>They stand in the log like a client's key and are never shown. They begin with a character that no protocol
/// lets a client begin its own with.</remarks>
public static class ServerMessageKey
{
    private const char Mark = '\u0001';

    /// <summary>A key that nobody else makes.</summary>
    /// <param name="socketId">Unique in the cluster.</param>
    /// <param name="number">Unique for the socket.</param>
    public static string Of(string socketId, long number) => $"{Mark}{socketId}-{number}";

    /// <summary>Whether the key is one of the server's.</summary>
    /// <param name="key">A client message id, or null.</param>
    public static bool IsOne(string? key) => key is [Mark, ..];
}
