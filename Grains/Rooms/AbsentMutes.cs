using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Rooms;

/// <summary>Keeps the mutes of those who leave a room: who comes back may still not speak. Pure.</summary>
/// <remarks>What is kept of one who is a member (again) says nothing: his row does, and it is looked at when he goes.
/// </remarks>
internal static class AbsentMutes
{
    public const int MaxKept = 1_000;

    /// <summary>The room without these members; the same when none of them is muted. Of too many mutes those that end
    /// last are kept.</summary>
    public static RoomState Depart(RoomState room, MemberSet members, ImmutableArray<int> departing, long now)
    {
        ImmutableArray<AbsentMute> muted =
        [
            .. departing.Select(user => members[user])
                .Where(member => RoomMutes.ListAt(member, now) is MuteList.Black)
                .Select(member => new AbsentMute(member.UserId, member.MutedUntilUnixMs)),
        ];
        var gone = departing.ToHashSet();
        return muted.IsEmpty && !room.AbsentMutes.Any(mute => gone.Contains(mute.UserId)) ? room : room with
        {
            AbsentMutes =
            [
                .. muted.Concat(room.AbsentMutes.Where(mute => mute.UntilUnixMs > now && !gone.Contains(mute.UserId)))
                    .OrderByDescending(mute => mute.UntilUnixMs)
                    .Take(MaxKept),
            ],
        };
    }

    /// <summary>One comes in, as mute as he went.</summary>
    public static MemberChange Join(RoomState room, int userId, long now) =>
        room.AbsentMutes.FirstOrDefault(mute => mute.UserId == userId && mute.UntilUnixMs > now) is { } kept
            ? MemberChange.Join(
                userId, (short)MemberLevel.Member, alias: "", kept.UntilUnixMs, (short)MuteList.Black)
            : RoomRules.JoinAsMember(userId);

    /// <summary>The room when this user may speak again.</summary>
    public static RoomState Lift(RoomState room, int userId) =>
        room.AbsentMutes.Any(mute => mute.UserId == userId)
            ? room with { AbsentMutes = room.AbsentMutes.RemoveAll(mute => mute.UserId == userId) }
            : room;

    /// <summary>The room when its lists begin anew.</summary>
    public static RoomState Clear(RoomState room) =>
        room.AbsentMutes.IsEmpty ? room : room with { AbsentMutes = [] };

    /// <summary>Whether anybody is kept whose mute lasts.</summary>
    public static bool Any(RoomState room, long now) => room.AbsentMutes.Any(mute => mute.UntilUnixMs > now);
}
