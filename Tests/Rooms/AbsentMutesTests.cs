using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.Tests.Rooms;

public sealed class AbsentMutesTests
{
    private const long Now = 1_000;

    [Fact]
    public async Task Who_leaves_and_comes_back_is_as_mute_as_he_went()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.MuteMemberAsync(1, 2, MuteTimes.Forever, CancellationToken.None);

        await room.LeaveAsync(2, CancellationToken.None);
        await room.ApplyAsync(2, "", CancellationToken.None);

        Assert.Equal(ChatError.Muted, (await room.PostAsync(2, "back")).Error);
        await room.RemoveAsync(1, [2], CancellationToken.None);
        await using var next = await cluster.CrashAsync();
        await next.Room(RoomStage.Id).InviteAsync(3, [2], CancellationToken.None);
        Assert.Equal(ChatError.Muted, (await next.Room(RoomStage.Id).PostAsync(2, "again")).Error);
        Assert.Equal(
            (MuteList.Black, MuteTimes.Forever), await MuteAsync(next.Room(RoomStage.Id), 2));
        await using var last = await next.CrashAsync();
        Assert.Equal(ChatError.Muted, (await last.Room(RoomStage.Id).PostAsync(2, "by his row")).Error);
    }

    [Fact]
    public async Task Who_was_lifted_or_never_muted_comes_back_with_a_voice()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.MuteMemberAsync(1, 2, MuteTimes.Forever, CancellationToken.None);
        await ReturnAsync(room, 2);
        await room.MuteMemberAsync(1, 2, 0, CancellationToken.None);

        await ReturnAsync(room, 2);
        await ReturnAsync(room, 3);

        Assert.Equal(ChatError.None, (await room.PostAsync(2, "lifted")).Error);
        Assert.Equal(ChatError.None, (await room.PostAsync(3, "never muted")).Error);
        Assert.Equal(MuteMode.AllSpeak, (await room.GetAsync(1, CancellationToken.None)).Value!.MuteMode);
    }

    [Fact]
    public async Task Another_rule_and_the_end_of_the_mute_free_those_who_left()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.MuteMemberAsync(1, 2, MuteTimes.Forever, CancellationToken.None);
        await room.LeaveAsync(2, CancellationToken.None);
        await room.MuteAsync(1, new MuteEdit(MuteMode.AllSpeak, [], 0), CancellationToken.None);
        await room.MuteMemberAsync(1, 3, cluster.Clock.UnixMs + 60_000, CancellationToken.None);
        await room.LeaveAsync(3, CancellationToken.None);
        cluster.Clock.Move(TimeSpan.FromMinutes(1));

        await room.InviteAsync(1, [2, 3], CancellationToken.None);

        Assert.Equal((MuteList.None, 0), await MuteAsync(room, 2));
        Assert.Equal((MuteList.None, 0), await MuteAsync(room, 3));
        Assert.Equal(ChatError.None, (await room.PostAsync(2, "free")).Error);
        Assert.Equal(ChatError.None, (await room.PostAsync(3, "free")).Error);
    }

    [Fact]
    public void Nothing_is_stored_when_nobody_who_goes_is_muted()
    {
        var room = new RoomState { AbsentMutes = [new AbsentMute(9, Now + 1)] };

        Assert.Same(room, AbsentMutes.Depart(room, Members((1, 0), (2, Now)), [1, 2], Now));
    }

    [Fact]
    public void Only_mutes_that_last_are_kept_and_of_each_user_the_newest()
    {
        var room = new RoomState { AbsentMutes = [new AbsentMute(1, 9_000), new AbsentMute(3, Now), new AbsentMute(4, 3_000)] };

        var next = AbsentMutes.Depart(room, Members((1, 2_000), (2, 0), (5, 9_000)), [1, 2], Now);
        var lifted = AbsentMutes.Depart(room, Members((1, 0)), [1], Now);

        Assert.Equal([new AbsentMute(4, 3_000), new AbsentMute(1, 2_000)], next.AbsentMutes.AsEnumerable());
        Assert.Equal([new AbsentMute(4, 3_000)], lifted.AbsentMutes.AsEnumerable());
    }

    [Fact]
    public void Of_too_many_those_that_end_last_are_kept()
    {
        var room = new RoomState
        {
            AbsentMutes = [.. Enumerable.Range(1, AbsentMutes.MaxKept).Select(user => new AbsentMute(user, Now + user))],
        };

        var next = AbsentMutes.Depart(room, Members((5_000, MuteTimes.Forever)), [5_000], Now);

        Assert.Equal(AbsentMutes.MaxKept, next.AbsentMutes.Length);
        Assert.Equal(5_000, next.AbsentMutes[0].UserId);
        Assert.DoesNotContain(next.AbsentMutes, mute => mute.UserId == 1);
    }

    [Fact]
    public void The_rule_stays_while_one_who_left_is_muted()
    {
        var room = new RoomState { MuteMode = MuteMode.BlackList, AbsentMutes = [new AbsentMute(9, Now + 1)] };

        var (next, _) = RoomMutes.One(room, Members((1, 9_000)), 1, 0, Now);

        Assert.Equal(MuteMode.BlackList, next.MuteMode);
        Assert.Equal(MuteMode.AllSpeak, RoomMutes.One(room, Members((1, 9_000)), 1, 0, Now + 1).Room.MuteMode);
    }

    private static async Task ReturnAsync(IRoomGrain room, int user)
    {
        await room.LeaveAsync(user, CancellationToken.None);
        await room.InviteAsync(1, [user], CancellationToken.None);
    }

    private static async Task<(MuteList List, long Until)> MuteAsync(IRoomGrain room, int user)
    {
        var member = (await room.GetMemberAsync(1, user, CancellationToken.None)).Value!;
        return (member.MuteList, member.MutedUntilUnixMs);
    }

    private static MemberSet Members(params ImmutableArray<(int UserId, long MutedUntil)> members) => MemberSet.Of(
    [
        .. members.Select(one => new MemberRow(
            one.UserId, 1, 1, "", false, false, 0, one.MutedUntil, one.MutedUntil == 0 ? (short)1 : (short)2)),
    ]);
}
