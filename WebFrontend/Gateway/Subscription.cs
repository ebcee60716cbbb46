namespace OrleansChat.WebFrontend.Gateway;

/// <summary>One socket that listens to one conversation. Without a mark nothing remembers how far it was
/// shown.</summary>
internal sealed class Subscription(SocketSession session, Topic topic, ReadMark? mark)
{
    public SocketSession Session { get; } = session;

    public Topic Topic { get; } = topic;

    public ReadMark? Mark { get; } = mark;

    /// <summary>Its place in the <see cref="Audience"/>, which alone sets it.</summary>
    public int Slot { get; set; }
}
