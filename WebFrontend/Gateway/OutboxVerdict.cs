namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What became of frames that were offered to an outbox.</summary>
internal enum OutboxVerdict
{
    /// <summary>Written, or waiting for their turn.</summary>
    Taken,

    /// <summary>The socket is closing: nothing more goes out.</summary>
    Closed,

    /// <summary>The reader is too slow: everything that waited was dropped.</summary>
    Overflow,
}
