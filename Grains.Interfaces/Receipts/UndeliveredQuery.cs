namespace OrleansChat.Receipts;

/// <summary>Which of a user's messages that are not confirmed are wanted.</summary>
/// <param name="Direct">Those of direct conversations.</param>
/// <param name="Rooms">Those of the rooms that he is in.</param>
/// <param name="HandedOnly">Only those that a device was given already.</param>
/// <param name="Limit">How many at most, 1 to 1,000; the oldest come first.</param>
[GenerateSerializer, Immutable, Alias("receipt.query")]
public sealed record UndeliveredQuery(
    [property: Id(0)] bool Direct,
    [property: Id(1)] bool Rooms,
    [property: Id(2)] bool HandedOnly,
    [property: Id(3)] int Limit);
