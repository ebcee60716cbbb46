namespace OrleansChat.ChatRooms;

/// <summary>Who of one node is in a chat room.</summary>
internal sealed class ChatRoomNode(ChatRoomGuests guests)
{
    public HashSet<int> Users { get; } = [.. guests.Users];

    public HashSet<string> Visitors { get; } = new(guests.Visitors, StringComparer.Ordinal);
}
