namespace OrleansChat.Benchmarks.Dialects;

/// <summary>What a frame of the server means to the generator.</summary>
internal enum FrameSense
{
    /// <summary>Nothing that is counted.</summary>
    Nothing,

    /// <summary>The answer to the socket's first frame: it is served.</summary>
    Served,

    /// <summary>A message.</summary>
    Message,

    /// <summary>The acknowledgement of a message, where that is a frame of its own.</summary>
    Acknowledgement,

    /// <summary>A message was refused.</summary>
    Refusal,
}
