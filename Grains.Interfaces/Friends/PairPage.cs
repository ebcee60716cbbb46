using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Friends;

/// <summary>The answer to a <see cref="PairQuery"/>.</summary>
/// <param name="Total">How many messages the two have said, those that were taken back and the server's own words left
/// out.</param>
/// <param name="Messages">The page, with names and wordings; fewer than asked at the end.</param>
[GenerateSerializer, Immutable, Alias("friend.pair-page")]
public sealed record PairPage(
    [property: Id(0)] long Total,
    [property: Id(1)] ImmutableArray<ChatMessage> Messages);
