namespace OrleansChat.Rooms;

/// <summary>A room's key as it is encrypted for one user.</summary>
/// <param name="UserId">Whom it is for.</param>
/// <param name="Key">At most 1,024 characters, opaque.</param>
[GenerateSerializer, Immutable, Alias("room.key-share")]
public sealed record RoomKeyShare([property: Id(0)] int UserId, [property: Id(1)] string Key);
