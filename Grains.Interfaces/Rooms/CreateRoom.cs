using System.Collections.Immutable;

namespace OrleansChat.Rooms;

/// <summary>The wish for a new room.</summary>
/// <param name="OwnerId">Who becomes its owner.</param>
/// <param name="Name">Shown name; may be empty.</param>
/// <param name="Avatar">Picture URL; may be empty.</param>
/// <param name="Invited">User ids that join at once; at most 500, the owner and repetitions are left out.</param>
/// <param name="IsEncrypted">Whether clients encrypt what they post here; the server only remembers it.</param>
[GenerateSerializer, Immutable, Alias("room.create")]
public sealed record CreateRoom(
    [property: Id(0)] int OwnerId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Avatar,
    [property: Id(3)] ImmutableArray<int> Invited,
    [property: Id(4)] bool IsEncrypted);
