namespace OrleansChat.Friends;

/// <summary>A change of a <see cref="Relation"/>; null leaves a member as it is.</summary>
/// <param name="IsBlocked">See <see cref="Relation"/>.</param>
/// <param name="ExtRemark">See <see cref="Relation"/>; at most 64 KiB.</param>
/// <param name="Follows">See <see cref="Relation"/>.</param>
[GenerateSerializer, Immutable, Alias("friend.relation-edit")]
public sealed record RelationEdit(
    [property: Id(0)] bool? IsBlocked = null,
    [property: Id(1)] string? ExtRemark = null,
    [property: Id(2)] bool? Follows = null);
