using System.Collections.Immutable;

namespace OrleansChat.ChatRooms;

/// <summary>Who is in a chat room now, each once.</summary>
/// <param name="Users">User ids, ascending.</param>
/// <param name="Visitors">The visitors' own ids of their devices, in ordinal order.</param>
[GenerateSerializer, Immutable, Alias("chat-room.guests")]
public sealed record ChatRoomGuests(
    [property: Id(0)] ImmutableArray<int> Users,
    [property: Id(1)] ImmutableArray<string> Visitors);
