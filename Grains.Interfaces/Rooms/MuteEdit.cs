using System.Collections.Immutable;

namespace OrleansChat.Rooms;

/// <summary>Who may speak in a room from now on.</summary>
/// <param name="Mode">The rule.</param>
/// <param name="Users">The black or the white list, each user once, in place of the list before; empty for the other
/// rules.</param>
/// <param name="UntilUnixMs">Until when it holds; at most <see cref="MuteTimes.Forever"/>.</param>
[GenerateSerializer, Immutable, Alias("room.mute-edit")]
public sealed record MuteEdit(
    [property: Id(0)] MuteMode Mode,
    [property: Id(1)] ImmutableArray<int> Users,
    [property: Id(2)] long UntilUnixMs);
