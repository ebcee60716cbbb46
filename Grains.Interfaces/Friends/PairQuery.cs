namespace OrleansChat.Friends;

/// <summary>A page of what two users said to each other, by number.</summary>
/// <param name="CallerId">One of the two.</param>
/// <param name="Skip">Messages before the page, from the end that comes first; not negative.</param>
/// <param name="Count">Messages wanted, 1 to 100.</param>
/// <param name="NewestFirst">Which end comes first, and the order of the page.</param>
[GenerateSerializer, Immutable, Alias("friend.pair-query")]
public sealed record PairQuery(
    [property: Id(0)] int CallerId,
    [property: Id(1)] long Skip,
    [property: Id(2)] int Count,
    [property: Id(3)] bool NewestFirst);
