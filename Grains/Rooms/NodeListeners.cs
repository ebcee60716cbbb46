namespace OrleansChat.Rooms;

/// <summary>What a room knows of one node: its users with a socket here, as of a version.</summary>
internal sealed class NodeListeners
{
    public long Version { get; set; }

    public HashSet<int> Users { get; } = [];
}
