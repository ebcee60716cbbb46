namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>A message of a client on its way into a conversation.</summary>
internal sealed class Chat33Post(ClientFrame frame, ClientMessage message, CancellationToken cancellation)
{
    public ClientFrame Frame { get; } = frame;

    public ClientMessage Message { get; } = message;

    /// <summary>The socket is closing.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>How often it was given to its grain.</summary>
    public int Tries { get; set; }
}
