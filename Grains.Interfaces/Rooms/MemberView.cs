namespace OrleansChat.Rooms;

/// <summary>A member of a room as other members see him.</summary>
/// <param name="UserId">User id.</param>
/// <param name="Level">Rank.</param>
/// <param name="Nickname">Name in this room; empty when none was set.</param>
[GenerateSerializer, Immutable, Alias("room.member-view")]
public sealed record MemberView(
    [property: Id(0)] int UserId,
    [property: Id(1)] MemberLevel Level,
    [property: Id(2)] string Nickname);
