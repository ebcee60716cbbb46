namespace OrleansChat.Rooms;

/// <summary>What became of the wish to be in a room.</summary>
[GenerateSerializer, Alias("room.entry")]
public enum RoomEntry
{
    /// <summary>A manager will answer.</summary>
    Applied = 1,

    /// <summary>They are members now.</summary>
    Joined = 2,
}
