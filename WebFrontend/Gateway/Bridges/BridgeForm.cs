namespace OrleansChat.WebFrontend.Gateway.Bridges;

/// <summary>How a protocol shows a message of a kind.</summary>
public enum BridgeForm
{
    /// <summary>Not at all.</summary>
    Nothing = 0,

    /// <summary>As its own message of that kind.</summary>
    Same,

    /// <summary>As a text; see <see cref="BodyText"/>.</summary>
    Text,

    /// <summary>As a link.</summary>
    Link,

    /// <summary>As an event: words of the server, not of a person.</summary>
    Event,
}
