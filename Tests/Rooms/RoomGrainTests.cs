using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Rooms;
using OrleansChat.Tests.Gateway;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Rooms;

public sealed class RoomGrainTests
{
    [Fact]
    public async Task A_new_room_has_its_owner_and_whom_he_brought_each_once()
    {
        await using var cluster = await RoomStage.OpenAsync();

        var room = (await cluster.Room(RoomStage.Id).GetAsync(RoomStage.Owner, CancellationToken.None)).Value!;

        Assert.Equal([1, 2, 3], room.FirstMembers.Select(member => member.UserId));
        Assert.Equal(MemberLevel.Owner, room.CallerLevel);
        Assert.Equal(9, room.MarkId.Length);
    }

    [Fact]
    public async Task The_same_command_again_finds_the_room_that_it_made()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.RegisterAsync(1, 2);
        var command = new CreateRoom(1, "room", "", [2], false);
        var first = await cluster.Room(RoomStage.Id).CreateAsync(command, CancellationToken.None);

        var again = await cluster.Room(RoomStage.Id).CreateAsync(command, CancellationToken.None);

        Assert.Equal((ChatError.None, first.Value!.MarkId), (again.Error, again.Value!.MarkId));
        Assert.Single(cluster.Log[RoomStage.Key].Rows);
        Assert.Equal(
            ChatError.AlreadyMember,
            (await cluster.Room(RoomStage.Id).CreateAsync(command with { Name = "other" }, CancellationToken.None)).Error);
    }

    [Fact]
    public async Task An_activation_that_ends_says_so_to_the_nodes_that_it_forgets()
    {
        await using var stale = await RoomStage.OpenAsync();
        await stale.Room(RoomStage.Id).ListenAsync(RoomStage.Listeners("web-1", 1), CancellationToken.None);
        await using var newest = await stale.CrashAsync(); // another activation, while the first one lives
        await newest.Room(RoomStage.Id).PostAsync(1, "ahead");
        stale.Fanout.Told.Clear();

        var late = await stale.Room(RoomStage.Id).PostAsync(1, "late");
        await stale.Room(RoomStage.Id).GetAsync(1, CancellationToken.None); // waits for the successor

        Assert.Equal(ChatError.AskAgain, late.Error);
        var (node, delivery) = Assert.Single(stale.Fanout.Told);
        Assert.Equal(("web-1", RoomStage.Key), (node, delivery.Conversation));
        Assert.Equal(NoticeKind.LeaseEnded, Assert.Single(delivery.Notices).Kind);
    }

    [Fact]
    public async Task A_room_cannot_be_created_over_another_even_when_that_has_ended()
    {
        await using var cluster = await RoomStage.OpenAsync();
        await cluster.Room(RoomStage.Id).DissolveAsync(RoomStage.Owner, CancellationToken.None);

        var again = await cluster.Room(RoomStage.Id).CreateAsync(
            new CreateRoom(4, "taken over", "", [], false), CancellationToken.None);

        Assert.Equal(ChatError.AlreadyMember, again.Error);
    }

    [Fact]
    public async Task A_stranger_sees_the_door_and_nothing_behind_it()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);

        var view = (await room.GetAsync(RoomStage.Stranger, CancellationToken.None)).Value!;

        Assert.Equal("room", view.Name);
        Assert.Equal((0, 0, null), (view.MemberCount, view.FirstMembers.Length, view.CallerLevel));
        Assert.Equal(ChatError.NotMember, (await room.ListMembersAsync(RoomStage.Stranger, CancellationToken.None)).Error);
        Assert.Equal(ChatError.NotMember, (await room.GetMemberAsync(RoomStage.Stranger, 1, CancellationToken.None)).Error);
        Assert.Equal(ChatError.NotMember, (await room.CountOnlineAsync(RoomStage.Stranger, CancellationToken.None)).Error);
        Assert.Equal(ChatError.NotMember, (await room.PostAsync(RoomStage.Stranger, "hello")).Error);
        Assert.Equal(ChatError.NotMember, (await room.InviteAsync(RoomStage.Stranger, [9], CancellationToken.None)).Error);
        Assert.Equal(
            ChatError.NotMember,
            (await room.ReadAsync(new HistoryQuery(RoomStage.Stranger, null, 10), CancellationToken.None)).Error);
    }

    [Fact]
    public async Task A_room_that_was_never_created_is_unknown()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(8);

        Assert.Equal(ChatError.RoomUnknown, (await room.GetAsync(1, CancellationToken.None)).Error);
        Assert.Equal(ChatError.RoomUnknown, (await room.PostAsync(1, "hello")).Error);
        Assert.Equal(ChatError.RoomUnknown, await room.LeaveAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task Who_is_brought_in_reads_from_then_on()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.PostAsync(2, "before");
        await room.InviteAsync(2, [4, 3], CancellationToken.None);
        await room.PostAsync(2, "after");

        Assert.Equal(["after"], await room.ReadAsync(4));
        Assert.Equal(["after", "before"], await room.ReadAsync(3));
    }

    [Fact]
    public async Task Who_left_can_neither_post_nor_read_and_comes_back_without_what_he_missed()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.PostAsync(2, "before");

        Assert.Equal(ChatError.None, await room.LeaveAsync(2, CancellationToken.None));
        Assert.Equal(ChatError.NotMember, (await room.PostAsync(2, "outside")).Error);
        Assert.Equal(
            ChatError.NotMember, (await room.ReadAsync(new HistoryQuery(2, null, 10), CancellationToken.None)).Error);
        await room.PostAsync(3, "missed");
        await room.InviteAsync(3, [2], CancellationToken.None);
        await room.PostAsync(3, "seen");

        Assert.Equal(["seen"], await room.ReadAsync(2));
    }

    [Fact]
    public async Task The_owner_stays_and_only_he_ends_the_room()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);

        Assert.Equal(ChatError.OwnerMustStay, await room.LeaveAsync(RoomStage.Owner, CancellationToken.None));
        Assert.Equal(ChatError.Forbidden, await room.DissolveAsync(2, CancellationToken.None));
        Assert.Equal(ChatError.None, await room.DissolveAsync(RoomStage.Owner, CancellationToken.None));
        Assert.Equal(ChatError.RoomUnknown, (await room.PostAsync(RoomStage.Owner, "echo")).Error);
        Assert.All(cluster.Log[RoomStage.Key].Stays, stay => Assert.Equal(1, stay.ToSeq));
    }

    [Fact]
    public async Task Members_are_put_out_all_or_none()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);

        Assert.Equal(ChatError.Forbidden, await room.RemoveAsync(2, [3], CancellationToken.None));
        Assert.Equal(ChatError.TargetNotMember, await room.RemoveAsync(1, [3, 9], CancellationToken.None));
        Assert.Equal(ChatError.None, (await room.PostAsync(3, "still here")).Error);
        Assert.Equal(ChatError.None, await room.RemoveAsync(1, [3, 2, 3], CancellationToken.None));
        Assert.Equal(ChatError.NotMember, (await room.PostAsync(3, "gone")).Error);
    }

    [Fact]
    public async Task Announcements_are_for_managers()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);

        Assert.Equal(ChatError.AnnouncementForbidden, (await room.PostAsync(2, "all", MessageKind.Announcement)).Error);
        Assert.Equal(ChatError.None, (await room.PostAsync(1, "all", MessageKind.Announcement)).Error);
    }

    [Fact]
    public async Task Nobody_speaks_in_the_name_of_the_server()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);

        Assert.Equal(ChatError.Forbidden, (await room.PostAsync(1, "{}", MessageKind.Membership)).Error);
        Assert.Equal(ChatError.Forbidden, (await room.PostAsync(1, "{}", MessageKind.Alert)).Error);
    }

    [Fact]
    public async Task A_room_is_the_same_after_a_crash()
    {
        await using var before = await RoomStage.OpenAsync();
        var said = await before.Room(RoomStage.Id).PostAsync(2, "a", key: "k");

        await using var after = await before.CrashAsync();
        var again = await after.Room(RoomStage.Id).PostAsync(2, "a", key: "k");

        Assert.Equal(said.Value!.MessageId, again.Value!.MessageId);
        Assert.Equal("room", (await after.Room(RoomStage.Id).GetAsync(1, CancellationToken.None)).Value!.Name);
    }

    [Fact]
    public async Task Who_waits_for_a_broken_write_is_answered_and_the_next_call_finds_a_new_activation()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        cluster.Log.IsHolding = true;
        var posts = Enumerable.Range(0, 20).Select(i => room.PostAsync(2, $"{i}", key: $"{i}")).ToArray();
        await Eventually.TrueAsync(() => cluster.Log.Held.Count > 0);
        var append = Assert.Single(cluster.Log.Held);
        cluster.Log.IsHolding = false;

        append.StoreAndFail();
        var answers = await Task.WhenAll(posts);
        var retries = new List<Reply<ChatMessage>>();
        for (var i = 0; i < 20; i++)
        {
            retries.Add(await room.PostAsync(2, $"{i}", key: $"{i}"));
        }

        Assert.All(answers, answer => Assert.Equal(ChatError.Unavailable, answer.Error));
        Assert.All(retries, retry => Assert.Equal(ChatError.None, retry.Error));
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => $"{i}"),
            cluster.Log[RoomStage.Key].Rows.Where(row => row.IsVisible).Select(row => row.Body));
    }

    [Fact]
    public async Task Nodes_that_listen_are_told_until_their_lease_ends()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        var last = await room.ListenAsync(RoomStage.Listeners("web-1", 2, 3, 9), CancellationToken.None);

        await room.PostAsync(2, "heard");
        cluster.Clock.Move(TimeSpan.FromSeconds(90));
        await room.PostAsync(2, "unheard");

        Assert.Equal(1, last);
        Assert.Equal([2L], cluster.Fanout.Places("web-1"));
    }

    [Fact]
    public async Task On_line_are_members_with_a_socket()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.ListenAsync(RoomStage.Listeners("web-1", 2, 3, 9), CancellationToken.None);
        await room.ListenAsync(RoomStage.Listeners("web-2", 2), CancellationToken.None);

        Assert.Equal(2, (await room.CountOnlineAsync(1, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Those_who_go_and_the_managers_hear_of_it()
    {
        await using var cluster = await RoomStage.OpenAsync();
        await cluster.ConnectAsync(1, "web-1");
        cluster.Fanout.Told.Clear();

        await cluster.Room(RoomStage.Id).LeaveAsync(2, CancellationToken.None);

        var (node, delivery) = Assert.Single(cluster.Fanout.Told);
        Assert.Equal("web-1", node);
        Assert.Equal([2, 1], delivery.Users.AsEnumerable());
        Assert.Equal((NoticeKind.RoomLeft, 2, "user 2"), (delivery.Notices[0].Kind, delivery.Notices[0].UserId, delivery.Notices[0].Text));
    }

    [Fact]
    public async Task A_change_that_is_stored_is_a_success_whoever_cannot_be_told()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await cluster.ConnectAsync(1, "web-1");
        await cluster.ConnectAsync(4, "web-1");
        cluster.Fanout.IsFailing = true;

        Assert.Equal(ChatError.None, (await room.InviteAsync(1, [4], CancellationToken.None)).Error);
        Assert.Equal(ChatError.None, await room.LeaveAsync(4, CancellationToken.None));
        Assert.Equal(ChatError.None, await room.RemoveAsync(1, [2], CancellationToken.None));
        Assert.Equal(ChatError.None, await room.DissolveAsync(1, CancellationToken.None));
        Assert.Equal(
            ChatError.None,
            (await cluster.Room(8).CreateAsync(new CreateRoom(1, "", "", [], false), CancellationToken.None)).Error);
    }

    [Theory]
    [InlineData(RoomRules.MaxInvited, ChatError.None)]
    [InlineData(RoomRules.MaxInvited + 1, ChatError.InvalidValue)]
    public async Task A_room_begins_with_a_bounded_number(int invited, ChatError expected)
    {
        await using var cluster = await RoomStage.OpenAsync();

        var created = await cluster.Room(8).CreateAsync(
            new CreateRoom(1, "", "", [.. Enumerable.Range(1_000, invited)], false), CancellationToken.None);

        Assert.Equal(expected, created.Error);
    }
}
