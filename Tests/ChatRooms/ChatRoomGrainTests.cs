using OrleansChat.Accounts;
using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Tests.Gateway;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.ChatRooms;

public sealed class ChatRoomGrainTests
{
    [Fact]
    public async Task A_new_chat_room_is_open_listed_and_announced_to_every_node()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();

        var view = await cluster.ChatRoom(ChatRoomStage.Id).ViewAsync();

        Assert.Equal(("BTY交流一号", ChatRoomStatus.Open, 0, 0), (view.Name, view.Status, view.UserCount, view.VisitorCount));
        Assert.Equal([ChatRoomStage.Id], await ListedAsync(cluster));
        Assert.Equal(["web-1", "web-2"], cluster.Fanout.Told.Select(told => told.Node).Order());
        Assert.All(cluster.Fanout.Told, told =>
        {
            Assert.Equal(("", 0), (told.Delivery.Conversation, told.Delivery.Users.Length));
            Assert.Equal((NoticeKind.ChatRoomOpened, view), (told.Delivery.Notices[0].Kind, told.Delivery.Notices[0].ChatRoom));
        });
    }

    [Fact]
    public async Task The_same_call_makes_it_once_and_another_one_not_at_all()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);

        var again = await room.CreateAsync("BTY交流一号", "", CancellationToken.None);
        var other = await room.CreateAsync("other", "", CancellationToken.None);

        Assert.Equal((ChatError.None, ChatError.Forbidden), (again.Error, other.Error));
        Assert.Equal([ChatRoomStage.Id], await ListedAsync(cluster));
    }

    [Fact]
    public async Task One_that_was_never_made_is_unknown_to_every_call()
    {
        await using var cluster = await TestCluster.StartAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);

        Assert.Equal(ChatError.ChatRoomUnknown, (await room.GetAsync(CancellationToken.None)).Error);
        Assert.Equal(ChatError.ChatRoomUnknown, await room.EditAsync("name", null, CancellationToken.None));
        Assert.Equal(ChatError.ChatRoomUnknown, await room.SetStatusAsync(ChatRoomStatus.Open));
        Assert.Equal(ChatError.ChatRoomUnknown, (await room.EnterAsync("web-1", 1)).Error);
        Assert.Equal(ChatError.ChatRoomUnknown, (await room.PostAsync(1, "text")).Error);
        Assert.Equal(ChatError.ChatRoomUnknown, (await room.GuestsAsync(CancellationToken.None)).Error);
        Assert.Equal(
            ChatError.ChatRoomUnknown,
            (await room.ReadAsync(new HistoryQuery(1, null, 1), asStaff: true, CancellationToken.None)).Error);
    }

    [Fact]
    public async Task Users_and_visitors_are_counted_apart_each_once_over_all_nodes()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);
        await room.EnterAsync("web-1", 1);
        await room.EnterAsync("web-1", 2);
        await room.EnterAsync("web-2", 2);
        await room.EnterAsync("web-1", 0, "phone");
        await room.EnterAsync("web-2", 0, "phone");
        await room.EnterAsync("web-2", 0, "tablet");

        var view = await room.ViewAsync();
        var guests = (await room.GuestsAsync(CancellationToken.None)).Value!;

        Assert.Equal((2, 2), (view.UserCount, view.VisitorCount));
        Assert.Equal([1, 2], guests.Users.AsEnumerable());
        Assert.Equal(["phone", "tablet"], guests.Visitors.AsEnumerable());
    }

    [Fact]
    public async Task A_node_says_who_is_left_and_nobody_ends_its_lease()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);
        await room.EnterAsync("web-1", 1);
        await room.EnterAsync("web-2", 2);

        await room.ListenAsync("web-1", new ChatRoomGuests([], ["phone"]), CancellationToken.None);
        await room.ListenAsync("web-2", new ChatRoomGuests([], []), CancellationToken.None);
        await room.PostAsync(1, "to web-1 alone");

        var view = await room.ViewAsync();
        Assert.Equal((0, 1), (view.UserCount, view.VisitorCount));
        Assert.Equal(["web-1"], Announced(cluster).Select(told => told.Node));
    }

    [Fact]
    public async Task Who_speaks_for_the_first_time_is_a_member_from_the_place_of_his_message()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);
        await room.PostAsync(2, "first");
        await room.PostAsync(1, "second");
        await room.PostAsync(1, "third");

        await using var restarted = await cluster.CrashAsync();
        await restarted.ChatRoom(ChatRoomStage.Id).PostAsync(1, "fourth");

        var log = restarted.Log[ChatRoomStage.Key];
        Assert.Equal(["first", "second", "third", "fourth"], log.Rows.Select(row => row.Body));
        Assert.Equal([(2, 1L, null), (1, 2L, null)], log.Stays.Select(stay => (stay.UserId, stay.FromSeq, stay.ToSeq)));
    }

    [Fact]
    public async Task First_messages_that_wait_for_one_commit_make_one_member()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);
        cluster.Log.IsHolding = true;
        var ahead = room.PostAsync(2, "ahead");
        await Eventually.TrueAsync(() => cluster.Log.Held.Count > 0);
        var posts = Enumerable.Range(0, 5).Select(i => room.PostAsync(1, $"{i}")).ToArray();
        await room.GetAsync(CancellationToken.None); // comes after them
        cluster.Log.IsHolding = false;
        cluster.Log.Held.Dequeue().Store();

        var replies = await Task.WhenAll([ahead, .. posts]);

        Assert.All(replies, reply => Assert.True(reply.Ok));
        Assert.Equal([1, 5], cluster.Log.Batches.Select(batch => batch.Messages.Length));
        Assert.Equal(
            [(2, 1L), (1, 2L)],
            cluster.Log[ChatRoomStage.Key].Stays.Select(stay => (stay.UserId, stay.FromSeq)));
    }

    [Fact]
    public async Task The_same_key_is_stored_once()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);

        var first = await room.PostAsync(1, "text", key: "k");
        var again = await room.PostAsync(1, "text", key: "k");

        Assert.Equal(first.Value!.MessageId, again.Value!.MessageId);
        Assert.Single(cluster.Log[ChatRoomStage.Key].Rows);
    }

    [Fact]
    public async Task Visitors_the_muted_and_those_who_play_the_server_say_nothing()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);

        Assert.Equal(ChatError.VisitorMayNotSend, (await room.PostAsync(0, "text")).Error);
        Assert.Equal(ChatError.Muted, (await room.PostAsync(1, "text", isMuted: true)).Error);
        Assert.Equal(ChatError.Forbidden, (await room.PostAsync(1, "{}", MessageKind.Alert)).Error);
        Assert.Equal(ChatError.Forbidden, (await room.PostAsync(1, "{}", MessageKind.Membership)).Error);
        Assert.Empty(cluster.Log[ChatRoomStage.Key].Rows);
    }

    [Fact]
    public async Task Announcements_are_for_staff()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        await cluster.User(8).RegisterAsync(new RegisterUser("", "secret", "staff", UserRole.Staff), CancellationToken.None);
        var room = cluster.ChatRoom(ChatRoomStage.Id);

        Assert.Equal(ChatError.AnnouncementForbidden, (await room.PostAsync(1, "{}", MessageKind.Announcement)).Error);
        Assert.True((await room.PostAsync(8, "{}", MessageKind.Announcement)).Ok);
    }

    [Theory]
    [InlineData(ChatRoomStatus.Closed, NoticeKind.ChatRoomClosed)]
    [InlineData(ChatRoomStatus.Deleted, NoticeKind.ChatRoomDeleted)]
    public async Task An_end_is_a_hidden_row_that_nothing_follows_and_everybody_hears_of_it(
        ChatRoomStatus status, NoticeKind told)
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);
        await room.EnterAsync("web-1", 1);
        await room.PostAsync(1, "last words");
        cluster.Fanout.Told.Clear();

        Assert.Equal(ChatError.None, await room.SetStatusAsync(status));

        Assert.Equal(ChatError.ChatRoomUnknown, (await room.PostAsync(1, "too late")).Error);
        Assert.Equal(ChatError.ChatRoomUnknown, (await room.EnterAsync("web-1", 2)).Error);
        var renewed = await room.ListenAsync("web-1", new ChatRoomGuests([1], []), CancellationToken.None);
        Assert.Equal(ChatError.ChatRoomUnknown, renewed.Error);
        Assert.Equal(
            [MessageKind.Text, MessageKind.Membership],
            cluster.Log[ChatRoomStage.Key].Rows.Select(row => row.Kind));
        Assert.Equal(["web-1"], Announced(cluster).Select(one => one.Node));
        Assert.Equal(
            [("web-1", told), ("web-2", told)],
            cluster.Fanout.Told.Where(one => !one.Delivery.Notices.IsEmpty)
                .Select(one => (one.Node, one.Delivery.Notices[0].Kind)));
    }

    [Fact]
    public async Task A_closed_one_is_there_for_staff_and_opens_again_empty()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);
        await room.EnterAsync("web-1", 1);
        await room.PostAsync(1, "before");
        cluster.Clock.Move(TimeSpan.FromHours(1));
        await room.SetStatusAsync(ChatRoomStatus.Closed);

        var closed = await room.ViewAsync();
        Assert.Equal(ChatRoomStatus.Closed, closed.Status);
        Assert.True(closed.ClosedAtUnixMs > closed.OpenedAtUnixMs);
        Assert.Equal(["before"], await room.ReadAsync(asStaff: true));
        var read = await room.ReadAsync(new HistoryQuery(1, null, 1), asStaff: false, CancellationToken.None);
        Assert.Equal(ChatError.ChatRoomUnknown, read.Error);

        Assert.Equal(ChatError.None, await room.SetStatusAsync(ChatRoomStatus.Open));
        Assert.Equal((ChatRoomStatus.Open, 0), ((await room.ViewAsync()).Status, (await room.ViewAsync()).UserCount));
        Assert.True((await room.PostAsync(1, "after")).Ok);
        Assert.Equal(["after", "before"], await room.ReadAsync());
    }

    [Fact]
    public async Task A_deleted_one_is_gone_but_for_its_log()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);
        await room.PostAsync(1, "evidence");
        await room.SetStatusAsync(ChatRoomStatus.Deleted);

        Assert.Empty(await ListedAsync(cluster));
        Assert.Equal(ChatError.ChatRoomUnknown, (await room.GetAsync(CancellationToken.None)).Error);
        Assert.Equal(ChatError.ChatRoomUnknown, await room.SetStatusAsync(ChatRoomStatus.Open));
        Assert.Equal(ChatError.ChatRoomUnknown, await room.SetStatusAsync(ChatRoomStatus.Deleted));
        Assert.Equal(["evidence"], await room.ReadAsync(asStaff: true));
    }

    [Fact]
    public async Task Name_and_picture_are_changed_one_by_one()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);
        await room.EditAsync("new name", null, CancellationToken.None);
        await room.EditAsync(null, "https://a.b/c.png", CancellationToken.None);

        await using var restarted = await cluster.CrashAsync();
        var view = await restarted.ChatRoom(ChatRoomStage.Id).ViewAsync();

        Assert.Equal(("new name", "https://a.b/c.png"), (view.Name, view.Avatar));
    }

    [Fact]
    public async Task An_older_activation_says_nothing_after_the_end()
    {
        await using var stale = await ChatRoomStage.OpenAsync();
        await stale.ChatRoom(ChatRoomStage.Id).PostAsync(1, "first");
        await using var newest = await stale.CrashAsync(); // another activation, while the first one lives
        await newest.ChatRoom(ChatRoomStage.Id).SetStatusAsync(ChatRoomStatus.Closed);

        var late = await stale.ChatRoom(ChatRoomStage.Id).PostAsync(1, "late");

        Assert.Equal(ChatError.AskAgain, late.Error);
        Assert.Equal(ChatError.ChatRoomUnknown, (await stale.ChatRoom(ChatRoomStage.Id).PostAsync(1, "again")).Error);
    }

    [Fact]
    public async Task Speaking_in_it_puts_it_in_no_list_of_the_speaker()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);
        await room.PostAsync(1, "mine");
        await room.PostAsync(2, "not mine");

        var rooms = await cluster.Inboxes.ListAsync(1, direct: false, 0, CancellationToken.None);
        var unread = await cluster.Inboxes.UnreadAsync(1, direct: false, [], CancellationToken.None);

        Assert.Empty(rooms);
        Assert.Empty(unread);
    }

    [Fact]
    public async Task Who_spoke_is_reported_once_by_the_message_or_by_his_own_id_for_it()
    {
        await using var cluster = await ChatRoomStage.OpenAsync();
        var room = cluster.ChatRoom(ChatRoomStage.Id);
        var said = (await room.PostAsync(2, "rude", key: "r-1")).Value!;
        var reporter = cluster.Grains.GetGrain<IReportGrain>(1);

        Assert.Equal(ChatError.None, await reporter.FileAsync(2, $"{said.MessageId}", asStaff: false, CancellationToken.None));
        Assert.Equal(ChatError.None, await reporter.FileAsync(2, "r-1", asStaff: false, CancellationToken.None));
        Assert.Equal(ChatError.MessageUnknown, await reporter.FileAsync(3, "r-1", asStaff: false, CancellationToken.None));
        Assert.Equal(
            (1, new ReportedMessage(ChatRoomStage.Key, said.MessageId, 2)), Assert.Single(cluster.Reports.Filed));

        await room.SetStatusAsync(ChatRoomStatus.Closed);
        var other = cluster.Grains.GetGrain<IReportGrain>(3);
        Assert.Equal(ChatError.MessageUnknown, await other.FileAsync(2, "r-1", asStaff: false, CancellationToken.None));
        Assert.Equal(ChatError.None, await other.FileAsync(2, "r-1", asStaff: true, CancellationToken.None));
    }

    private static IEnumerable<(string Node, Delivery Delivery)> Announced(TestCluster cluster) =>
        cluster.Fanout.Told.Where(told => told.Delivery.Conversation == ChatRoomStage.Key);

    private static async Task<IEnumerable<long>> ListedAsync(TestCluster cluster) =>
        await cluster.Grains.GetGrain<IChatRoomDirectoryGrain>(IChatRoomDirectoryGrain.Key)
            .ListAsync(CancellationToken.None);
}
