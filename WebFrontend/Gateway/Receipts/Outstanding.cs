namespace OrleansChat.WebFrontend.Gateway.Receipts;

/// <summary>A message that a socket was given and has not confirmed.</summary>
internal sealed record Outstanding(long MessageId, string Conversation, long After, long Seq)
{
    /// <summary>Whether it is known to have been taken by the outbox.</summary>
    public bool IsHanded { get; set; }
}
