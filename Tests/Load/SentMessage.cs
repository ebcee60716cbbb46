namespace OrleansChat.Tests.Load;

/// <summary>What the sender knows of one message. Times are milliseconds of one clock for the whole load.</summary>
internal sealed class SentMessage(string conversation, string key, int sender, long firstTryMs)
{
    public string Conversation { get; } = conversation;

    /// <summary>The client's own id of it; the same for every try.</summary>
    public string Key { get; } = key;

    public int Sender { get; } = sender;

    public long FirstTryMs { get; } = firstTryMs;

    /// <summary>Since when the sender was connected at that moment; null when he was not.</summary>
    public long? ConnectedMs { get; init; }

    public int Tries { get; set; }

    public long? AckedMs { get; set; }

    /// <summary>The server's id, of the acknowledgement.</summary>
    public long? AckedId { get; set; }

    /// <summary>A refusal that a try again does not change.</summary>
    public int? RefusedCode { get; set; }
}
