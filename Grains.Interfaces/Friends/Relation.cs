namespace OrleansChat.Friends;

/// <summary>What one user keeps of another for himself, friends or not. The other is not told.</summary>
/// <param name="UserId">Who keeps it.</param>
/// <param name="OtherId">Of whom.</param>
/// <param name="IsBlocked">Whether the other may send him nothing, nor ask for friendship.</param>
/// <param name="ExtRemark">A JSON object with notes about a friend, shown to nobody else; empty when there are
/// none.</param>
/// <param name="Follows">Whether he follows the other, which takes no consent and gives no right.</param>
[GenerateSerializer, Immutable, Alias("friend.relation")]
public sealed record Relation(
    [property: Id(0)] int UserId,
    [property: Id(1)] int OtherId,
    [property: Id(2)] bool IsBlocked = false,
    [property: Id(3)] string ExtRemark = "",
    [property: Id(4)] bool Follows = false);
