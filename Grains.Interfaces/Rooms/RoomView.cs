using System.Collections.Immutable;

namespace OrleansChat.Rooms;

/// <summary>A room as one caller sees it.</summary>
/// <param name="RoomId">Room id.</param>
/// <param name="MarkId">Nine digits, the id that people tell each other.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Avatar">Picture URL, or empty.</param>
/// <param name="MemberCount">Number of members; 0 for a caller who is not one.</param>
/// <param name="OnlineCount">Members with an open socket; 0 for a caller who is not one.</param>
/// <param name="CallerLevel">The caller's rank; null for a caller who is not a member.</param>
/// <param name="CallerNickname">The caller's name in this room, or empty.</param>
/// <param name="NoDisturbing">Whether the caller wants no phone push.</param>
/// <param name="OnTop">Whether the caller pinned the room.</param>
/// <param name="MembersMayBefriend">Whether members may become friends through the room.</param>
/// <param name="JoinPolicy">How people come in.</param>
/// <param name="IsEncrypted">Whether clients encrypt what they post here.</param>
/// <param name="FirstMembers">The first sixteen members in the order of joining; empty for a caller who is not
/// one.</param>
/// <param name="ManagerCount">Number of managers, the owner not counted; 0 for a caller who is not a member.</param>
/// <param name="ShowsOldHistory">Whether newcomers may read what was said before they came.</param>
/// <param name="MuteMode">Who may speak.</param>
/// <param name="MutedCount">Members who may not speak now; 0 for a caller who is not a member.</param>
/// <param name="CallerMuteList">On which list the caller stands.</param>
/// <param name="CallerMutedUntilUnixMs">Until when the caller may not speak; 0 when he may.</param>
[GenerateSerializer, Immutable, Alias("room.view")]
public sealed record RoomView(
    [property: Id(0)] long RoomId,
    [property: Id(1)] string MarkId,
    [property: Id(2)] string Name,
    [property: Id(3)] string Avatar,
    [property: Id(4)] int MemberCount,
    [property: Id(5)] int OnlineCount,
    [property: Id(6)] MemberLevel? CallerLevel,
    [property: Id(7)] string CallerNickname,
    [property: Id(8)] bool NoDisturbing,
    [property: Id(9)] bool OnTop,
    [property: Id(10)] bool MembersMayBefriend,
    [property: Id(11)] JoinPolicy JoinPolicy,
    [property: Id(12)] bool IsEncrypted,
    [property: Id(13)] ImmutableArray<MemberView> FirstMembers,
    [property: Id(14)] int ManagerCount,
    [property: Id(15)] bool ShowsOldHistory = false,
    [property: Id(16)] MuteMode MuteMode = MuteMode.AllSpeak,
    [property: Id(17)] int MutedCount = 0,
    [property: Id(18)] MuteList CallerMuteList = MuteList.None,
    [property: Id(19)] long CallerMutedUntilUnixMs = 0);
