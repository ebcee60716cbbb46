using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Rooms;

/// <summary>Announcements of a room, as far as one member may read back.</summary>
/// <param name="Announcements">Newest first.</param>
/// <param name="NextMessageId">Id of the first one not returned, to be asked for next; null at the end.</param>
/// <param name="Total">How many there are on all pages.</param>
[GenerateSerializer, Immutable, Alias("room.announcement-page")]
public sealed record AnnouncementPage(
    [property: Id(0)] ImmutableArray<ChatMessage> Announcements,
    [property: Id(1)] long? NextMessageId,
    [property: Id(2)] int Total)
{
    /// <summary>None at all.</summary>
    public static AnnouncementPage Empty { get; } = new([], null, 0);
}
