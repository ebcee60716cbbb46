namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>A message of a client on its way into a conversation, or the client itself on its way into a chat room or
/// out of it.</summary>
internal sealed class Chat33Post(ClientFrame frame, CancellationToken cancellation)
{
    public ClientFrame Frame { get; } = frame;

    /// <summary>Null when the client itself is on its way.</summary>
    public ClientMessage? Message => Frame.Message;

    /// <summary>Where to, in the document's channels.</summary>
    public (int Channel, long Target) Target => Message is { } message
        ? (message.ChannelType, message.TargetId)
        : (Chat33Channels.ChatRoom, Frame.ChatRoomId);

    /// <summary>The socket is closing.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>How often it was given to its grain.</summary>
    public int Tries { get; set; }
}
