namespace OrleansChat.ChatRooms;

/// <summary>A chat room and how many are in it now.</summary>
/// <param name="ChatRoomId">Chat room id; no room has the same.</param>
/// <param name="Name">Shown name, never empty.</param>
/// <param name="Avatar">Picture URL, or empty. Never fetched by the server.</param>
/// <param name="Description">A text about it, or empty.</param>
/// <param name="Status">Open or closed; a deleted one is not shown.</param>
/// <param name="CreatedAtUnixMs">When it was made.</param>
/// <param name="OpenedAtUnixMs">When it was opened last.</param>
/// <param name="ClosedAtUnixMs">When it was closed last; when it was made, if it never was.</param>
/// <param name="UserCount">Distinct users with a socket in it.</param>
/// <param name="VisitorCount">Distinct visitors with a socket in it.</param>
[GenerateSerializer, Immutable, Alias("chat-room.view")]
public sealed record ChatRoomView(
    [property: Id(0)] long ChatRoomId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Avatar,
    [property: Id(3)] string Description,
    [property: Id(4)] ChatRoomStatus Status,
    [property: Id(5)] long CreatedAtUnixMs,
    [property: Id(6)] long OpenedAtUnixMs,
    [property: Id(7)] long ClosedAtUnixMs,
    [property: Id(8)] int UserCount,
    [property: Id(9)] int VisitorCount);
