namespace OrleansChat.Rooms;

/// <summary>A member of a room as other members see him.</summary>
/// <param name="UserId">User id.</param>
/// <param name="Level">Rank.</param>
/// <param name="Nickname">Name in this room; empty when none was set.</param>
/// <param name="MuteMode">Who may speak in the room.</param>
/// <param name="MuteList">On which list of the room he stands.</param>
/// <param name="MutedUntilUnixMs">Until when he may not speak; 0 when he may.</param>
[GenerateSerializer, Immutable, Alias("room.member-view")]
public sealed record MemberView(
    [property: Id(0)] int UserId,
    [property: Id(1)] MemberLevel Level,
    [property: Id(2)] string Nickname,
    [property: Id(3)] MuteMode MuteMode = MuteMode.AllSpeak,
    [property: Id(4)] MuteList MuteList = MuteList.None,
    [property: Id(5)] long MutedUntilUnixMs = 0);
