namespace OrleansChat.Receipts;

/// <summary>How much waits for a user.</summary>
/// <param name="Stored">Messages that no device was given.</param>
/// <param name="Handed">Messages that a device was given and did not confirm.</param>
[GenerateSerializer, Immutable, Alias("receipt.count")]
public sealed record UndeliveredCount([property: Id(0)] long Stored, [property: Id(1)] long Handed);
