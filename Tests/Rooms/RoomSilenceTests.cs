using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.Rooms;
using OrleansChat.Tests.Gateway;

namespace OrleansChat.Tests.Rooms;

public sealed class RoomSilenceTests
{
    [Fact]
    public async Task Nobody_speaks_after_the_place_of_the_mute_and_everybody_after_it_is_lifted()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.PostAsync(2, "before", key: "k1");

        Assert.Equal(ChatError.None, await room.MuteAsync(1, AllMuted(), CancellationToken.None));

        Assert.Equal(ChatError.Muted, (await room.PostAsync(2, "during")).Error);
        Assert.Equal(ChatError.None, (await room.PostAsync(2, "before", key: "k1")).Error); // said already
        Assert.Equal(ChatError.None, (await room.PostAsync(1, "the owner")).Error);
        await using (var next = await cluster.CrashAsync())
        {
            Assert.Equal(ChatError.Muted, (await next.Room(RoomStage.Id).PostAsync(3, "after a crash")).Error);
            await next.Room(RoomStage.Id).MuteAsync(1, new MuteEdit(MuteMode.AllSpeak, [], 0), CancellationToken.None);
            Assert.Equal(ChatError.None, (await next.Room(RoomStage.Id).PostAsync(3, "after")).Error);
            Assert.Equal(["after", "the owner", "before"], await next.Room(RoomStage.Id).ReadAsync(2));
            Assert.Equal(
                [(1, 14, "user 1设置全员禁言"), (1, 14, "user 1设置全员发言")],
                await next.Room(RoomStage.Id).AlertsAsync(2));
        }
    }

    [Fact]
    public async Task A_mute_ends_by_itself()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        var until = cluster.Clock.UnixMs + 60_000;
        await room.MuteMemberAsync(1, 2, until, CancellationToken.None);
        Assert.Equal(ChatError.Muted, (await room.PostAsync(2, "early")).Error);
        var muted = (await room.GetAsync(2, CancellationToken.None)).Value!;
        Assert.Equal(
            (MuteMode.BlackList, 1, MuteList.Black, until),
            (muted.MuteMode, muted.MutedCount, muted.CallerMuteList, muted.CallerMutedUntilUnixMs));

        cluster.Clock.Move(TimeSpan.FromMinutes(1));

        Assert.Equal(ChatError.None, (await room.PostAsync(2, "late")).Error);
        var view = (await room.GetMemberAsync(3, 2, CancellationToken.None)).Value!;
        Assert.Equal((MuteList.None, 0), (view.MuteList, view.MutedUntilUnixMs));
    }

    [Fact]
    public async Task Who_is_being_muted_says_nothing_while_that_waits_for_its_commit()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        cluster.Log.IsHolding = true;
        var muting = room.MuteMemberAsync(1, 2, MuteTimes.Forever, CancellationToken.None);
        await Eventually.TrueAsync(() => cluster.Log.Held.Count == 1);

        var refused = room.PostAsync(2, "after"); // answered when it is certain that he is muted
        cluster.Log.IsHolding = false;
        cluster.Log.Held.Dequeue().Store();

        Assert.Equal((ChatError.Muted, ChatError.None), ((await refused).Error, await muting));
        Assert.Equal(MessageKind.Alert, cluster.Log[RoomStage.Key].Rows[^1].Kind);
    }

    [Fact]
    public async Task Everybody_hears_of_a_rule_once_and_those_it_does_not_concern_once_more()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.ListenAsync(RoomStage.Listeners("web-1", 1, 2, 3), CancellationToken.None);
        cluster.Fanout.Told.Clear();

        await room.MuteAsync(1, AllMuted(), CancellationToken.None);

        var told = cluster.Fanout.Told.Where(one => !one.Delivery.Notices.IsEmpty).Select(one => one.Delivery).ToArray();
        Assert.Equal(2, told.Length);
        Assert.Equal((0, 2, MuteTimes.Forever), (told[0].Users.Length, told[0].Notices[0].Count, told[0].Notices[0].UntilUnixMs));
        Assert.Equal([1], told[1].Users.AsEnumerable());
        Assert.Equal((NoticeKind.RoomMuteChanged, 1, 0), (told[1].Notices[0].Kind, told[1].Notices[0].Count, told[1].Notices[0].UntilUnixMs));
    }

    [Fact]
    public async Task The_same_mute_again_is_a_success_without_a_row()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.MuteMemberAsync(1, 2, MuteTimes.Forever, CancellationToken.None);
        await room.MuteAsync(1, AllMuted(), CancellationToken.None);
        var rows = cluster.Log[RoomStage.Key].Rows.Count;

        Assert.Equal(ChatError.None, await room.MuteAsync(1, AllMuted(), CancellationToken.None));
        Assert.Equal(rows, cluster.Log[RoomStage.Key].Rows.Count);
    }

    [Fact]
    public async Task Announcements_are_read_apart_from_the_rest_as_far_back_as_one_may()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        Assert.Equal(0, (await BoardAsync(room, 2, 10)).Total);
        await room.PostAsync(1, """{"content":"one"}""", MessageKind.Announcement);
        await room.PostAsync(2, """{"content":"talk"}""");
        await room.PostAsync(1, """{"content":"two"}""", MessageKind.Announcement);
        await room.InviteAsync(1, [4], CancellationToken.None);
        Assert.Equal(0, (await BoardAsync(room, 4, 10)).Total);
        await room.PostAsync(1, """{"content":"three"}""", MessageKind.Announcement);

        var page = await BoardAsync(room, 2, 2);
        var rest = await BoardAsync(room, 2, 2, page.NextMessageId);

        Assert.Equal((3, 3), (page.Total, rest.Total));
        Assert.Equal(["three", "two", "one"], page.Announcements.Concat(rest.Announcements).Select(row => row.Body[12..^2]));
        Assert.Null(rest.NextMessageId);
        Assert.Equal(1, (await BoardAsync(room, 4, 10)).Total);
        await using var next = await cluster.CrashAsync();
        Assert.Equal(3, (await BoardAsync(next.Room(RoomStage.Id), 2, 1)).Total);
        Assert.Equal(
            ChatError.NotMember,
            (await room.ReadAnnouncementsAsync(new HistoryQuery(9, null, 1), CancellationToken.None)).Error);
    }

    [Fact]
    public async Task Two_who_met_in_the_room_are_told_there_to_be_friends()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var pair = cluster.Friendship(2, 3);
        await pair.RequestAsync(new FriendRequest(2, "", "", RoomStage.Id), CancellationToken.None);

        await pair.RespondAsync(3, true, CancellationToken.None);

        Assert.Equal((3, 7, "user 2添加user 3为好友"), Assert.Single(await cluster.Room(RoomStage.Id).AlertsAsync(1)));
        Assert.Equal(
            ChatError.NotMember, await cluster.Room(RoomStage.Id).TellFriendshipAsync(2, 9, CancellationToken.None));
    }

    private static MuteEdit AllMuted() => new(MuteMode.AllMuted, [], MuteTimes.Forever);

    private static async Task<AnnouncementPage> BoardAsync(IRoomGrain room, int caller, int count, long? start = null) =>
        (await room.ReadAnnouncementsAsync(new HistoryQuery(caller, start, count), CancellationToken.None)).Value!;
}
