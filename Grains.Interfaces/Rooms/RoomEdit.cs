namespace OrleansChat.Rooms;

/// <summary>What a manager changes of a room; null leaves a setting as it is.</summary>
/// <param name="Name">Shown name, 1 to 64 characters, checked by the adapter.</param>
/// <param name="Avatar">Picture URL, at most 2,048 characters, checked by the adapter.</param>
/// <param name="MembersMayBefriend">Whether members may become friends through the room.</param>
/// <param name="JoinPolicy">How people come in.</param>
/// <param name="ShowsOldHistory">Whether newcomers may read what was said before they came.</param>
[GenerateSerializer, Immutable, Alias("room.edit")]
public sealed record RoomEdit(
    [property: Id(0)] string? Name = null,
    [property: Id(1)] string? Avatar = null,
    [property: Id(2)] bool? MembersMayBefriend = null,
    [property: Id(3)] JoinPolicy? JoinPolicy = null,
    [property: Id(4)] bool? ShowsOldHistory = null);
