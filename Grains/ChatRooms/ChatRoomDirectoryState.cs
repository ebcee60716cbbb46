using System.Collections.Immutable;

namespace OrleansChat.ChatRooms;

/// <summary>The chat rooms that were not deleted, in the order of their making.</summary>
internal sealed record ChatRoomDirectoryState
{
    public ImmutableArray<long> ChatRooms { get; init; } = [];
}
