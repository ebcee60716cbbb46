namespace OrleansChat.Benchmarks.Load;

/// <summary>A message that was sent and is not yet everywhere.</summary>
internal struct Flight
{
    /// <summary>When it was sent, or was due at an offered rate.</summary>
    public long SentAt;

    /// <summary>What the first socket that saw it was told; all others must be told the same.</summary>
    public long LogId;

    /// <summary>Sockets that did not see it yet, the sender's included.</summary>
    public int Remaining;

    public bool Acknowledged;
}
