namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>A frame other than a message by which a client asks for something. They are rare, so they are read like the
/// body of a request.</summary>
/// <param name="Frame">Its event and its own id.</param>
/// <param name="Body">Its members.</param>
/// <param name="Cancellation">The socket is closing.</param>
internal sealed record Chat33Ask(ClientFrame Frame, Chat33Body Body, CancellationToken Cancellation)
{
    /// <summary>Whether an event is one of these.</summary>
    public static bool IsOne(int eventType) => eventType
        is Chat33Events.SendRoomKeys
        or Chat33Events.AskRoomKeys
        or Chat33Events.SetPublicKey
        or Chat33Events.AskMissed
        or Chat33Events.AskRange;
}
