using System.Collections.Immutable;

namespace OrleansChat.Rooms;

/// <summary>A room's settings. Its members are rows of the log; a room without members does not exist (any
/// more).</summary>
internal sealed record RoomState
{
    public string Name { get; init; } = "";

    public string Avatar { get; init; } = "";

    /// <summary>Nine digits, unique.</summary>
    public string MarkId { get; init; } = "";

    public bool MembersMayBefriend { get; init; } = true;

    public JoinPolicy JoinPolicy { get; init; } = JoinPolicy.Open;

    public bool IsEncrypted { get; init; }

    /// <summary>Whether newcomers may read what was said before they came.</summary>
    public bool ShowsOldHistory { get; init; }

    /// <summary>Who may speak; the lists stand in the members' rows.</summary>
    public MuteMode MuteMode { get; init; } = MuteMode.AllSpeak;

    /// <summary>Until when nobody, or the white list alone, may speak.</summary>
    public long MutedUntilUnixMs { get; init; }

    /// <summary>Who hands the room over, or handed it over last; 0 when nobody did. Whether he has done it, the ranks
    /// say.</summary>
    public int FormerOwnerId { get; init; }

    /// <summary>Mutes of those who have left.</summary>
    public ImmutableArray<AbsentMute> AbsentMutes { get; init; } = [];
}
