using System.Collections.Immutable;

namespace OrleansChat.Rooms;

/// <summary>How the list of a node's users with a socket in a room changed since the room last heard of it.</summary>
/// <remarks>Changes may be lost, sent again and overtake each other. The room takes one that continues what it knows
/// and one that is the whole list, leaves out what is older than what it knows, and says when it cannot continue.
/// </remarks>
/// <param name="Node">The node's stream key.</param>
/// <param name="Since">The version of the list that this continues; 0: this is the whole list.</param>
/// <param name="Version">The version that this makes; a later one of the same node is higher.</param>
/// <param name="Came">Distinct users who are new in the list.</param>
/// <param name="Went">Distinct users who are in the list no more.</param>
[GenerateSerializer, Immutable, Alias("room.listener-change")]
public sealed record ListenerChange(
    [property: Id(0)] string Node,
    [property: Id(1)] long Since,
    [property: Id(2)] long Version,
    [property: Id(3)] ImmutableArray<int> Came,
    [property: Id(4)] ImmutableArray<int> Went)
{
    /// <summary>The answer of a room that does not know the version that a change continues: it wants the whole
    /// list.</summary>
    public const long ListUnknown = -1;
}
