namespace OrleansChat.Tests.Load;

/// <summary>What the sender knows of one message. Times are milliseconds of one clock for the whole load.</summary>
internal sealed class SentMessage(string conversation, string key, int sender, long firstTryMs)
{
    public string Conversation { get; } = conversation;

    /// <summary>The client's own id of it; the same for every try.</summary>
    public string Key { get; } = key;

    public int Sender { get; } = sender;

    public long FirstTryMs { get; } = firstTryMs;

    /// <summary>The node of the sender's socket at the first try; 0 when there was no socket.</summary>
    public int FirstNode { get; set; }

    public int Tries { get; set; }

    public long? AckedMs { get; set; }

    /// <summary>The server's id, of the acknowledgement.</summary>
    public long? AckedId { get; set; }

    /// <summary>A refusal that a try again does not change.</summary>
    public int? RefusedCode { get; set; }
}
