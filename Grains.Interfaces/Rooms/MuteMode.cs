namespace OrleansChat.Rooms;

/// <summary>Who may speak in a room; managers and the owner always may. The numbers are stored and shown by
/// protocols.</summary>
[GenerateSerializer, Alias("room.mute-mode")]
public enum MuteMode : short
{
    /// <summary>Everybody.</summary>
    AllSpeak = 1,

    /// <summary>Everybody but those on the black list.</summary>
    BlackList = 2,

    /// <summary>Nobody but those on the white list.</summary>
    WhiteList = 3,

    /// <summary>Nobody.</summary>
    AllMuted = 4,
}
