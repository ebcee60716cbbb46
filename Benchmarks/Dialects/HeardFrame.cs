namespace OrleansChat.Benchmarks.Dialects;

/// <summary>A frame of the server as the generator checks it; absent texts are empty.</summary>
internal readonly ref struct HeardFrame
{
    public FrameSense Sense { get; init; }

    /// <summary>The lane that the frame names, or -1.</summary>
    public int Lane { get; init; }

    /// <summary>The lane's running number.</summary>
    public long Number { get; init; }

    /// <summary>The server's id of the message; 0 where the protocol shows none.</summary>
    public long Id { get; init; }

    /// <summary>Who said it, as the protocol writes it; empty where it does not say.</summary>
    public ReadOnlySpan<byte> From { get; init; }

    /// <summary>To whom; empty where it does not say.</summary>
    public ReadOnlySpan<byte> To { get; init; }

    public ReadOnlySpan<byte> Content { get; init; }
}
