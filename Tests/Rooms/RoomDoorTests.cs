using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Rooms;

public sealed class RoomDoorTests
{
    [Fact]
    public async Task Into_an_open_room_one_comes_at_once()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);

        var entry = await room.ApplyAsync(4, "", CancellationToken.None);

        Assert.Equal(RoomEntry.Joined, entry.Value);
        Assert.Equal(ChatError.None, (await room.PostAsync(4, "hello")).Error);
        Assert.Equal((4, 5, "user 4加入群聊"), Assert.Single(await room.AlertsAsync(2)));
        Assert.Equal(ChatError.AlreadyMember, (await room.ApplyAsync(4, "", CancellationToken.None)).Error);
        Assert.Null(await FindAsync(cluster, 4));
    }

    [Fact]
    public async Task Where_managers_approve_they_hear_of_an_application_and_its_yes_brings_one_in_with_it()
    {
        await using var cluster = await OpenAsync(JoinPolicy.Approval);
        var room = cluster.Room(RoomStage.Id);
        await room.SetLevelAsync(1, 2, MemberLevel.Manager, CancellationToken.None);
        await room.ListenAsync(RoomStage.Listeners("web-1", 1, 2, 3), CancellationToken.None);
        await cluster.ConnectAsync(4, "web-2");
        cluster.Fanout.Told.Clear();

        Assert.Equal(RoomEntry.Applied, (await room.ApplyAsync(4, "let me in", CancellationToken.None)).Value);

        var (node, asked) = Assert.Single(cluster.Fanout.Told);
        Assert.Equal(("web-1", NoticeKind.RoomApplicationChanged), (node, asked.Notices[0].Kind));
        Assert.Equal([1, 2], asked.Users.AsEnumerable());
        var shown = asked.Notices[0].Application!;
        Assert.Equal(("user 4", "room", "let me in"), (shown.Applicant!.Name, shown.Target!.Name, shown.Reason));
        Assert.Equal(ChatError.NotMember, (await room.PostAsync(4, "hello")).Error);

        Assert.Equal(ChatError.None, await room.ApproveAsync(2, 4, true, CancellationToken.None));
        var batch = cluster.Log.Batches[^1];
        Assert.Equal((ApplicationStatus.Accepted, 4), (batch.Application!.Status, Assert.Single(batch.Changes).UserId));
        Assert.Equal(ApplicationStatus.Accepted, (await FindAsync(cluster, 4))!.Status);
        Assert.Equal(ChatError.None, (await room.PostAsync(4, "hello")).Error);
        var answers = cluster.Fanout.Told.Where(told => told.Delivery.Notices.Any(notice =>
            notice.Application?.Status is ApplicationStatus.Accepted)).ToArray();
        Assert.Equal(["web-1", "web-2"], answers.Select(told => told.Node).Order(StringComparer.Ordinal));
        Assert.Equal([1, 2, 4], answers[0].Delivery.Users.AsEnumerable());
    }

    [Fact]
    public async Task A_no_is_told_and_one_may_ask_again()
    {
        await using var cluster = await OpenAsync(JoinPolicy.Approval);
        var room = cluster.Room(RoomStage.Id);
        await room.ApplyAsync(4, "", CancellationToken.None);

        Assert.Equal(ChatError.None, await room.ApproveAsync(1, 4, false, CancellationToken.None));

        Assert.Equal(ApplicationStatus.Rejected, (await FindAsync(cluster, 4))!.Status);
        Assert.Equal(ChatError.RequestHandled, await room.ApproveAsync(1, 4, true, CancellationToken.None));
        Assert.Equal(ChatError.NotMember, (await room.PostAsync(4, "hello")).Error);
        Assert.Equal(RoomEntry.Applied, (await room.ApplyAsync(4, "please", CancellationToken.None)).Value);
        Assert.Equal(ChatError.None, await room.ApproveAsync(1, 4, true, CancellationToken.None));
    }

    [Fact]
    public async Task Only_managers_answer_and_only_what_was_asked()
    {
        await using var cluster = await OpenAsync(JoinPolicy.Approval);
        var room = cluster.Room(RoomStage.Id);
        await room.ApplyAsync(4, "", CancellationToken.None);

        Assert.Equal(ChatError.Forbidden, await room.ApproveAsync(2, 4, true, CancellationToken.None));
        Assert.Equal(ChatError.NotMember, await room.ApproveAsync(4, 4, true, CancellationToken.None));
        Assert.Equal(ChatError.RequestUnknown, await room.ApproveAsync(1, 9, true, CancellationToken.None));
        Assert.Equal(ApplicationStatus.Waiting, (await FindAsync(cluster, 4))!.Status);
    }

    [Theory]
    [InlineData(true, ChatError.None)]
    [InlineData(false, ChatError.AlreadyMember)]
    public async Task Who_was_brought_in_meanwhile_is_accepted_whatever_the_answer(bool accepts, ChatError expected)
    {
        await using var cluster = await OpenAsync(JoinPolicy.Approval);
        var room = cluster.Room(RoomStage.Id);
        await room.ApplyAsync(4, "", CancellationToken.None);
        await room.InviteAsync(1, [4], CancellationToken.None);

        Assert.Equal(expected, await room.ApproveAsync(1, 4, accepts, CancellationToken.None));

        Assert.Equal(ApplicationStatus.Accepted, (await FindAsync(cluster, 4))!.Status);
        Assert.Equal(MemberLevel.Member, (await room.GetMemberAsync(1, 4, CancellationToken.None)).Value!.Level);
    }

    [Fact]
    public async Task Whom_an_ordinary_member_invites_has_to_be_let_in()
    {
        await using var cluster = await OpenAsync(JoinPolicy.Approval);
        var room = cluster.Room(RoomStage.Id);

        Assert.Equal(RoomEntry.Applied, (await room.InviteAsync(2, [3, 4, 9], CancellationToken.None)).Value);

        Assert.Equal("user 2邀请加入群聊", (await FindAsync(cluster, 4))!.Reason);
        Assert.NotNull(await FindAsync(cluster, 9));
        Assert.Null(await FindAsync(cluster, 3)); // a member already
        Assert.Equal(RoomEntry.Joined, (await room.InviteAsync(1, [4], CancellationToken.None)).Value);
    }

    [Fact]
    public async Task A_closed_room_takes_only_whom_managers_bring()
    {
        await using var cluster = await OpenAsync(JoinPolicy.Closed);
        var room = cluster.Room(RoomStage.Id);

        Assert.Equal(ChatError.JoinForbidden, (await room.ApplyAsync(4, "", CancellationToken.None)).Error);
        Assert.Equal(ChatError.Forbidden, (await room.InviteAsync(2, [4], CancellationToken.None)).Error);
        Assert.Equal(RoomEntry.Joined, (await room.InviteAsync(1, [4], CancellationToken.None)).Value);
        Assert.Equal(ChatError.RoomUnknown, (await cluster.Room(8).ApplyAsync(4, "", CancellationToken.None)).Error);
    }

    [Fact]
    public async Task Who_has_blocked_the_caller_is_not_brought_in_by_him()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await BlockAsync(cluster, 4, 2);

        Assert.Equal(ChatError.Blocked, (await room.InviteAsync(2, [4], CancellationToken.None)).Error);
        Assert.Equal(ChatError.Blocked, (await room.InviteAsync(2, [4, 4, 2], CancellationToken.None)).Error);
        Assert.Empty(await room.AlertsAsync(1));
        Assert.Equal(RoomEntry.Joined, (await room.InviteAsync(2, [4, 9, 4], CancellationToken.None)).Value);
        Assert.Equal(RoomEntry.Joined, (await room.InviteAsync(2, [4, 9], CancellationToken.None)).Value); // once more

        Assert.Equal((2, 17, "user 2邀请user 9加入群聊"), Assert.Single(await room.AlertsAsync(1)));
        Assert.Equal(ChatError.NotMember, (await room.PostAsync(4, "hello")).Error);
        Assert.Equal(RoomEntry.Joined, (await room.InviteAsync(3, [4], CancellationToken.None)).Value); // whom he trusts
    }

    [Fact]
    public async Task Who_has_blocked_the_caller_is_not_made_to_apply_by_him()
    {
        await using var cluster = await OpenAsync(JoinPolicy.Approval);
        await BlockAsync(cluster, 4, 2);

        await cluster.Room(RoomStage.Id).InviteAsync(2, [4, 9], CancellationToken.None);

        Assert.NotNull(await FindAsync(cluster, 9));
        Assert.Null(await FindAsync(cluster, 4));
    }

    [Fact]
    public async Task A_new_room_is_made_without_those_who_have_blocked_its_owner()
    {
        await using var cluster = await RoomStage.OpenAsync();
        await BlockAsync(cluster, 4, 1);
        await cluster.ConnectAsync(4, "web-4");
        cluster.Fanout.Told.Clear();
        var command = new CreateRoom(1, "new", "", [4, 2, 4], false);

        await cluster.Room(8).CreateAsync(command, CancellationToken.None);
        Assert.Equal(2, (await cluster.Room(8).CreateAsync(command, CancellationToken.None)).Value!.MemberCount);
        await cluster.Room(10).CreateAsync(command with { Invited = [4] }, CancellationToken.None);

        Assert.Equal(ChatError.NotMember, (await cluster.Room(8).PostAsync(4, "hello")).Error);
        Assert.Equal(ChatError.None, (await cluster.Room(10).PostAsync(1, "alone")).Error);
        Assert.DoesNotContain(cluster.Fanout.Told, told => told.Node == "web-4");
    }

    private static Task BlockAsync(TestCluster cluster, int userId, int otherId) => cluster.Relations.SaveAsync(
        new Relation(userId, otherId, IsBlocked: true), CancellationToken.None);

    private static async Task<TestCluster> OpenAsync(JoinPolicy policy)
    {
        var cluster = await RoomStage.OpenAsync();
        await cluster.Room(RoomStage.Id).EditAsync(1, new RoomEdit(JoinPolicy: policy), CancellationToken.None);
        return cluster;
    }

    private static Task<FriendApplication?> FindAsync(TestCluster cluster, int applicant) =>
        cluster.Applications.FindAsync(ApplicationKind.Room, applicant, (int)RoomStage.Id, CancellationToken.None);
}
