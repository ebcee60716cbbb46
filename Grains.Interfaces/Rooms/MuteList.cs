namespace OrleansChat.Rooms;

/// <summary>On which list of a room a member stands. The numbers are stored and shown by protocols.</summary>
[GenerateSerializer, Alias("room.mute-list")]
public enum MuteList : short
{
    /// <summary>On none.</summary>
    None = 1,

    /// <summary>He may not speak for a time.</summary>
    Black = 2,

    /// <summary>He may speak where only the white list may.</summary>
    White = 3,
}
