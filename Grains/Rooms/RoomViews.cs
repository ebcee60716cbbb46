using OrleansChat.Conversations;

namespace OrleansChat.Rooms;

/// <summary>What callers may see of a room. Pure.</summary>
internal static class RoomViews
{
    /// <summary>Members shown with the room itself. Source: chat33.decisions.md 1.3, rooms, info.</summary>
    private const int FirstMembers = 16;

    public static MemberView Member(RoomState room, MemberRow member, long now) => new(
        member.UserId,
        (MemberLevel)member.Level,
        member.Alias,
        RoomMutes.ModeAt(room, now),
        RoomMutes.ListAt(member, now),
        RoomMutes.SilentUntil(room, member, now));

    /// <summary>A stranger sees no more than he needs to decide whether to join.</summary>
    public static RoomView Room(
        long roomId, RoomState room, ConversationState state, int callerId, int online, long now)
    {
        var outside = new RoomView(
            roomId,
            room.MarkId,
            room.Name,
            room.Avatar,
            MemberCount: 0,
            OnlineCount: 0,
            CallerLevel: null,
            CallerNickname: "",
            NoDisturbing: false,
            OnTop: false,
            room.MembersMayBefriend,
            room.JoinPolicy,
            room.IsEncrypted,
            FirstMembers: [],
            ManagerCount: 0);
        return !state.Members.TryGetValue(callerId, out var caller) ? outside : outside with
        {
            MemberCount = state.Members.Count,
            OnlineCount = online,
            CallerLevel = (MemberLevel)caller.Level,
            CallerNickname = caller.Alias,
            NoDisturbing = caller.NoDisturbing,
            OnTop = caller.OnTop,
            FirstMembers = [.. state.Members.InOrder.Take(FirstMembers).Select(member => Member(room, member, now))],
            ShowsOldHistory = room.ShowsOldHistory,
            MuteMode = RoomMutes.ModeAt(room, now),
            MutedCount = RoomMutes.CountMuted(room, state.Members, now),
            CallerMuteList = RoomMutes.ListAt(caller, now),
            CallerMutedUntilUnixMs = RoomMutes.SilentUntil(room, caller, now),
            ManagerCount = state.Members.Ranked.Count(member => member.Level == (short)MemberLevel.Manager),
        };
    }
}
