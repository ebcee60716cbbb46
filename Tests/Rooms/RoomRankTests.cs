using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;
using OrleansChat.Tests.Gateway;

namespace OrleansChat.Tests.Rooms;

public sealed class RoomRankTests
{
    [Fact]
    public async Task The_room_goes_to_another_owner_in_one_commit_and_is_told()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        var before = cluster.Log.Batches.Count;

        Assert.Equal(ChatError.None, await room.SetLevelAsync(1, 2, MemberLevel.Owner, CancellationToken.None));

        Assert.Equal(2, Assert.Single(cluster.Log.Batches.Skip(before)).Changes.Length);
        await using var next = await cluster.CrashAsync();
        var members = (await next.Room(RoomStage.Id).ListMembersAsync(3, CancellationToken.None)).Value;
        Assert.Equal(
            [(1, MemberLevel.Member), (2, MemberLevel.Owner), (3, MemberLevel.Member)],
            members.Select(member => (member.UserId, member.Level)));
        Assert.Equal((1, 9, "user 2已成为新群主"), Assert.Single(await next.Room(RoomStage.Id).AlertsAsync(3)));
    }

    [Fact]
    public async Task Who_handed_the_room_over_may_say_so_again_and_nobody_else()
    {
        await using var cluster = await RoomStage.OpenAsync();
        await cluster.Room(RoomStage.Id).SetLevelAsync(1, 2, MemberLevel.Owner, CancellationToken.None);
        await using var next = await cluster.CrashAsync();
        var room = next.Room(RoomStage.Id);
        var rows = next.Log[RoomStage.Key].Rows.Count;

        Assert.Equal(ChatError.None, await room.SetLevelAsync(1, 2, MemberLevel.Owner, CancellationToken.None));

        Assert.Equal(rows, next.Log[RoomStage.Key].Rows.Count);
        Assert.Equal(ChatError.Forbidden, await room.SetLevelAsync(3, 2, MemberLevel.Owner, CancellationToken.None));
        Assert.Equal(ChatError.Forbidden, await room.SetLevelAsync(1, 3, MemberLevel.Owner, CancellationToken.None));
        Assert.Equal(ChatError.Forbidden, await room.SetLevelAsync(1, 2, MemberLevel.Manager, CancellationToken.None));
        await room.SetLevelAsync(2, 3, MemberLevel.Owner, CancellationToken.None);
        Assert.Equal(ChatError.None, await room.SetLevelAsync(2, 3, MemberLevel.Owner, CancellationToken.None));
        Assert.Equal(ChatError.Forbidden, await room.SetLevelAsync(1, 3, MemberLevel.Owner, CancellationToken.None));
        await room.LeaveAsync(2, CancellationToken.None);
        Assert.Equal(ChatError.NotMember, await room.SetLevelAsync(2, 3, MemberLevel.Owner, CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hand_over_whose_answer_was_lost_is_done_once_whether_it_was_stored_or_not(bool isStored)
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        cluster.Log.IsHolding = true;
        var handing = room.SetLevelAsync(1, 2, MemberLevel.Owner, CancellationToken.None);
        await Eventually.TrueAsync(() => cluster.Log.Held.Count == 1);
        cluster.Log.IsHolding = false;
        Action end = isStored ? cluster.Log.Held.Peek().StoreAndFail : cluster.Log.Held.Peek().Fail;
        end();
        Assert.Equal(ChatError.Unavailable, await handing);

        Assert.Equal(
            isStored ? ChatError.Forbidden : ChatError.Oneself,
            await room.SetLevelAsync(1, 1, MemberLevel.Owner, CancellationToken.None));
        Assert.Equal(ChatError.None, await room.SetLevelAsync(1, 2, MemberLevel.Owner, CancellationToken.None));

        Assert.Equal((1, 9, "user 2已成为新群主"), Assert.Single(await room.AlertsAsync(3)));
        Assert.Equal(MemberLevel.Owner, (await room.GetAsync(2, CancellationToken.None)).Value!.CallerLevel);
    }

    [Fact]
    public async Task The_same_rank_again_changes_nothing()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.SetLevelAsync(1, 2, MemberLevel.Manager, CancellationToken.None);
        var rows = cluster.Log[RoomStage.Key].Rows.Count;

        Assert.Equal(ChatError.None, await room.SetLevelAsync(1, 2, MemberLevel.Manager, CancellationToken.None));
        Assert.Equal(rows, cluster.Log[RoomStage.Key].Rows.Count);
        Assert.Equal((1, 10, "user 2已成为管理员"), Assert.Single(await room.AlertsAsync(3)));

        Assert.Equal(ChatError.None, await room.SetLevelAsync(1, 2, MemberLevel.Member, CancellationToken.None));
        Assert.Equal(ChatError.Forbidden, await room.EditAsync(2, new RoomEdit("mine"), CancellationToken.None));
    }

    [Fact]
    public async Task Who_was_given_a_rank_keeps_his_history_and_his_settings()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.PostAsync(3, "before");
        await room.SetAsync(2, new MemberSettings("Bob", NoDisturbing: true), CancellationToken.None);

        await room.SetLevelAsync(1, 2, MemberLevel.Manager, CancellationToken.None);

        Assert.Contains("before", await room.ReadAsync(2));
        var view = (await room.GetAsync(2, CancellationToken.None)).Value!;
        Assert.Equal((MemberLevel.Manager, "Bob", true, 1), (view.CallerLevel, view.CallerNickname, view.NoDisturbing, view.ManagerCount));
    }

    [Fact]
    public async Task A_manager_announces_from_the_place_of_his_rank_on()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        Assert.Equal(
            ChatError.AnnouncementForbidden, (await room.PostAsync(2, "{}", MessageKind.Announcement)).Error);

        await room.SetLevelAsync(1, 2, MemberLevel.Manager, CancellationToken.None);

        Assert.Equal(ChatError.None, (await room.PostAsync(2, "{}", MessageKind.Announcement)).Error);
    }

    [Fact]
    public async Task Coming_going_and_a_new_name_are_told_in_the_room()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.SetAsync(2, new MemberSettings("Bob"), CancellationToken.None);

        await room.InviteAsync(2, [4], CancellationToken.None);
        await room.EditAsync(1, new RoomEdit("新名称"), CancellationToken.None);
        await room.RemoveAsync(1, [4], CancellationToken.None);
        await room.LeaveAsync(3, CancellationToken.None);

        Assert.Equal(
            [
                (2, 17, "Bob邀请user 4加入群聊"),
                (1, 11, "user 1修改群名为“新名称”"),
                (1, 4, "user 4被移出群聊"),
            ],
            await room.AlertsAsync(2));
    }
}
