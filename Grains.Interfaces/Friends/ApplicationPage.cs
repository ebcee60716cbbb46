using System.Collections.Immutable;

namespace OrleansChat.Friends;

/// <summary>Applications that concern one user: those that he made, those to him, and those to rooms that he
/// manages.</summary>
/// <param name="Applications">Those asked last first.</param>
/// <param name="NextId">The number of the first one not returned, to be asked for next; null at the end.</param>
/// <param name="Total">How many there are on all pages.</param>
[GenerateSerializer, Immutable, Alias("friend.application-page")]
public sealed record ApplicationPage(
    [property: Id(0)] ImmutableArray<FriendApplication> Applications,
    [property: Id(1)] long? NextId,
    [property: Id(2)] long Total);
