namespace OrleansChat.Inbox;

/// <summary>Which messages of all conversations of a user are wanted.</summary>
/// <param name="SinceUnixMs">Sent at or after this time.</param>
/// <param name="UntilUnixMs">Sent at or before this time.</param>
/// <param name="Limit">How many at most, 1 to 1,001.</param>
/// <param name="KeepsNewest">Which are left out when there are more: the oldest, or the newest.</param>
[GenerateSerializer, Immutable, Alias("inbox.missed-query")]
public sealed record MissedQuery(
    [property: Id(0)] long SinceUnixMs,
    [property: Id(1)] long UntilUnixMs,
    [property: Id(2)] int Limit,
    [property: Id(3)] bool KeepsNewest);
