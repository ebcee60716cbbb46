namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What one socket may cost. The defaults are those of the limits table in the security notes.</summary>
public sealed record SocketLimits
{
    /// <summary>Bytes of one message after its fragments are joined; more closes with 1009.</summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024;

    /// <summary>Whether binary messages have no effect; otherwise they close with 1003.</summary>
    public bool IgnoresBinary { get; init; }

    /// <summary>Fragments of one message, and one more for every 256 bytes of it; more closes with 1008.</summary>
    public int MaxFragments { get; init; } = 64;

    /// <summary>From the first byte of a message to its last; longer closes with 1008.</summary>
    public TimeSpan MessageDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Frames that may wait for a reader who has stopped; one more closes with 1013.</summary>
    public int OutboxFrames { get; init; } = 256;

    /// <summary>Bytes that may wait for a reader who has stopped; more closes with 1013.</summary>
    public int OutboxBytes { get; init; } = 1024 * 1024;

    /// <summary>A reader that has not taken what was written for this long has stopped; before, a burst may be this
    /// often larger.</summary>
    public TimeSpan StallGrace { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many times the outbox a burst may be while the reader still takes bytes.</summary>
    public int BurstFactor { get; init; } = 16;

    /// <summary>One write that takes longer ends the connection.</summary>
    public TimeSpan SendDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From our close frame to the end of the connection, whatever the client does.</summary>
    public TimeSpan CloseDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two pings.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A ping unanswered for this long means that the client is gone.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Messages a second from the client, in the long run; 0 is no limit. Setting
    /// <c>Chat:RateLimit:FramesPerSecond</c>.</summary>
    public int FramesPerSecond { get; init; } = 20;

    /// <summary>Messages at once after silence.</summary>
    public int Burst { get; init; } = 60;

    /// <summary>Refusals within <see cref="RefusalWindow"/> that a client may ignore; more closes with 1008.</summary>
    public int MaxRefusals { get; init; } = 200;

    /// <summary>See <see cref="MaxRefusals"/>.</summary>
    public TimeSpan RefusalWindow { get; init; } = TimeSpan.FromSeconds(10);
}
