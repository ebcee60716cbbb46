using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Rooms;

/// <summary>Who may speak in a room. Pure.</summary>
/// <remarks>
/// The rule of the room and its end stand in <see cref="RoomState"/>, the lists in the members' rows. Managers and the
/// owner always may; a mute that has ended is none.
/// </remarks>
internal static class RoomMutes
{
    public static bool MaySpeak(RoomState room, MemberRow member, long now) =>
        member.Level >= (short)MemberLevel.Manager || ModeAt(room, now) switch
        {
            MuteMode.AllMuted => false,
            MuteMode.WhiteList => ListAt(member, now) is MuteList.White,
            _ => ListAt(member, now) is not MuteList.Black,
        };

    public static MuteMode ModeAt(RoomState room, long now) =>
        room.MuteMode is MuteMode.WhiteList or MuteMode.AllMuted && room.MutedUntilUnixMs <= now
            ? MuteMode.AllSpeak
            : room.MuteMode;

    public static MuteList ListAt(MemberRow member, long now) =>
        (MuteList)member.MuteList is MuteList.Black && member.MutedUntilUnixMs <= now
            ? MuteList.None
            : (MuteList)member.MuteList;

    /// <summary>Until when a member may not speak; 0 when he may.</summary>
    public static long SilentUntil(RoomState room, MemberRow member, long now) =>
        MaySpeak(room, member, now) ? 0
        : ModeAt(room, now) is MuteMode.WhiteList or MuteMode.AllMuted
            ? Math.Max(room.MutedUntilUnixMs, member.MutedUntilUnixMs)
        : member.MutedUntilUnixMs;

    /// <summary>Members who may not speak. Walks the white list and those of rank, never all.</summary>
    public static int CountMuted(RoomState room, MemberSet members, long now) =>
        ModeAt(room, now) switch
        {
            MuteMode.AllMuted => members.Count - members.Ranked.Count(),
            MuteMode.WhiteList => members.Count - members.Ranked.Count()
                - members.Listed.Count(member =>
                    (MuteList)member.MuteList is MuteList.White && member.Level < (short)MemberLevel.Manager),
            _ => members.CountMuted(now) - members.Ranked.Count(member => member.MutedUntilUnixMs > now),
        };

    public static ChatError Set(ConversationState state, int callerId, MuteEdit edit, long now)
    {
        if (RoomRules.Manage(state, callerId) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var hasList = edit.Mode is MuteMode.BlackList or MuteMode.WhiteList;
        return !Enum.IsDefined(edit.Mode) || hasList == edit.Users.IsEmpty || edit.Users.Length > RoomRules.MaxInvited
                ? ChatError.InvalidValue
            : edit.Mode is not MuteMode.AllSpeak && !IsAhead(edit.UntilUnixMs, now) ? ChatError.InvalidValue
            : edit.Users.Any(user => !state.IsMember(user)) ? ChatError.NotMember
            : edit.Mode is MuteMode.BlackList && edit.Users.Any(user => IsRanked(state, user)) ? ChatError.Forbidden
            : ChatError.None;
    }

    /// <summary>A time of 0 lets him speak again.</summary>
    public static ChatError SetOne(ConversationState state, int callerId, int userId, long untilUnixMs, long now) =>
        RoomRules.Manage(state, callerId) is var refusal and not ChatError.None ? refusal
        : untilUnixMs != 0 && !IsAhead(untilUnixMs, now) ? ChatError.InvalidValue
        : !state.IsMember(userId) ? ChatError.NotMember
        : IsRanked(state, userId) ? ChatError.Forbidden
        : ChatError.None;

    /// <summary>The changes of the lists: who stood on one and is not named leaves it.</summary>
    public static ImmutableArray<MemberChange> Changes(MemberSet members, MuteEdit edit)
    {
        var list = edit.Mode is MuteMode.BlackList ? MuteList.Black : MuteList.White;
        var until = edit.Mode is MuteMode.BlackList ? edit.UntilUnixMs : 0;
        var named = edit.Users.ToHashSet();
        return
        [
            .. members.Listed.Where(member => !named.Contains(member.UserId))
                .Select(member => Change(member.UserId, MuteList.None, 0)),
            .. edit.Users
                .Where(user => members[user].MuteList != (short)list || members[user].MutedUntilUnixMs != until)
                .Select(user => Change(user, list, until)),
        ];
    }

    /// <summary>One member is muted or lifted: the room's rule afterwards, and his row.</summary>
    public static (RoomState Room, ImmutableArray<MemberChange> Changes) One(
        RoomState room, MemberSet members, int userId, long untilUnixMs, long now)
    {
        room = untilUnixMs == 0 ? AbsentMutes.Lift(room, userId) : room;
        var mode = ModeAt(room, now);
        var isQuiet = mode is MuteMode.WhiteList or MuteMode.AllMuted;
        var (list, next) = (untilUnixMs, isQuiet) switch
        {
            (0, true) => (MuteList.White, MuteMode.WhiteList), // where nobody speaks, he alone does
            (0, false) => (MuteList.None, IsLast(room, members, userId, now) ? MuteMode.AllSpeak : mode),
            (_, true) => (MuteList.Black, mode),
            (_, false) => (MuteList.Black, MuteMode.BlackList),
        };
        var row = members[userId];
        var isSame = row.MuteList == (short)list && row.MutedUntilUnixMs == untilUnixMs;
        return (
            room with { MuteMode = next, MutedUntilUnixMs = isQuiet ? room.MutedUntilUnixMs : 0 },
            isSame ? [] : [Change(userId, list, untilUnixMs)]);
    }

    private static bool IsLast(RoomState room, MemberSet members, int userId, long now) =>
        !AbsentMutes.Any(room, now)
        && members.Listed.All(member => member.UserId == userId || member.MuteList != (short)MuteList.Black);

    private static bool IsAhead(long untilUnixMs, long now) => untilUnixMs > now && untilUnixMs <= MuteTimes.Forever;

    private static bool IsRanked(ConversationState state, int userId) =>
        RoomRules.Level(state, userId) >= MemberLevel.Manager;

    private static MemberChange Change(int userId, MuteList list, long untilUnixMs) =>
        MemberChange.Update(userId, mutedUntilUnixMs: untilUnixMs, muteList: (short)list);
}
