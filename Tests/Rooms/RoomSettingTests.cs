using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.Tests.Rooms;

public sealed class RoomSettingTests
{
    [Fact]
    public async Task What_the_owner_sets_is_shown_and_outlives_the_activation()
    {
        await using var cluster = await RoomStage.OpenAsync();

        var refusal = await cluster.Room(RoomStage.Id).EditAsync(
            RoomStage.Owner,
            new RoomEdit("renamed", "http://a/b.jpg", MembersMayBefriend: false, JoinPolicy.Closed, ShowsOldHistory: true),
            CancellationToken.None);

        Assert.Equal(ChatError.None, refusal);
        await using var next = await cluster.CrashAsync();
        var view = (await next.Room(RoomStage.Id).GetAsync(2, CancellationToken.None)).Value!;
        Assert.Equal(("renamed", "http://a/b.jpg", JoinPolicy.Closed), (view.Name, view.Avatar, view.JoinPolicy));
        Assert.Equal((false, true), (view.MembersMayBefriend, view.ShowsOldHistory));
    }

    [Fact]
    public async Task What_is_not_named_stays_as_it_is()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.EditAsync(RoomStage.Owner, new RoomEdit(JoinPolicy: JoinPolicy.Approval), CancellationToken.None);

        await room.EditAsync(RoomStage.Owner, new RoomEdit(Avatar: "http://a/b.jpg"), CancellationToken.None);

        var view = (await room.GetAsync(RoomStage.Owner, CancellationToken.None)).Value!;
        Assert.Equal(("room", JoinPolicy.Approval, true), (view.Name, view.JoinPolicy, view.MembersMayBefriend));
    }

    [Fact]
    public async Task Ordinary_members_and_strangers_set_nothing_for_the_room()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        var edit = new RoomEdit("mine");

        Assert.Equal(ChatError.Forbidden, await room.EditAsync(2, edit, CancellationToken.None));
        Assert.Equal(ChatError.NotMember, await room.EditAsync(RoomStage.Stranger, edit, CancellationToken.None));
        Assert.Equal(ChatError.RoomUnknown, await cluster.Room(8).EditAsync(1, edit, CancellationToken.None));
        Assert.Equal("room", (await room.GetAsync(2, CancellationToken.None)).Value!.Name);
    }

    [Fact]
    public async Task Newcomers_read_what_was_said_before_them_only_where_the_room_shows_it()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.PostAsync(2, "before");
        await room.InviteAsync(2, [4], CancellationToken.None);
        Assert.DoesNotContain("before", await room.ReadAsync(4));

        await room.EditAsync(RoomStage.Owner, new RoomEdit(ShowsOldHistory: true), CancellationToken.None);

        Assert.Contains("before", await room.ReadAsync(4));
        await room.EditAsync(RoomStage.Owner, new RoomEdit(ShowsOldHistory: false), CancellationToken.None);
        Assert.DoesNotContain("before", await room.ReadAsync(4));
    }

    [Fact]
    public async Task What_a_member_sets_for_himself_is_his_alone()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);

        Assert.Equal(ChatError.None, await room.SetAsync(2, new MemberSettings("Bob"), CancellationToken.None));
        Assert.Equal(
            ChatError.None,
            await room.SetAsync(2, new MemberSettings(NoDisturbing: true, OnTop: true), CancellationToken.None));
        Assert.Equal(
            ChatError.NotMember, await room.SetAsync(RoomStage.Stranger, new MemberSettings("X"), CancellationToken.None));

        var own = (await room.GetAsync(2, CancellationToken.None)).Value!;
        Assert.Equal(("Bob", true, true), (own.CallerNickname, own.NoDisturbing, own.OnTop));
        var other = (await room.GetAsync(3, CancellationToken.None)).Value!;
        Assert.Equal(("", false, false), (other.CallerNickname, other.NoDisturbing, other.OnTop));
        Assert.Equal("Bob", (await room.GetMemberAsync(3, 2, CancellationToken.None)).Value!.Nickname);
    }

    [Theory]
    [InlineData("bOb", new[] { 3 })]
    [InlineData("USER", new[] { 1, 2, 3 })]
    [InlineData("user 2", new[] { 2 })]
    [InlineData("nobody", new int[0])]
    public async Task Members_are_found_by_either_name_in_any_case(string query, int[] expected)
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await room.SetAsync(3, new MemberSettings("Uncle Bob"), CancellationToken.None);

        var found = await room.FindMembersAsync(2, query, CancellationToken.None);

        Assert.Equal(expected, found.Value.Select(member => member.UserId));
        Assert.Equal(
            ChatError.NotMember, (await room.FindMembersAsync(RoomStage.Stranger, query, CancellationToken.None)).Error);
    }

    [Fact]
    public async Task A_name_that_changed_is_found_a_minute_later_and_no_answer_is_longer_than_two_hundred()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        await cluster.RegisterAsync([.. Enumerable.Range(100, 300)]);
        await room.InviteAsync(1, [.. Enumerable.Range(100, 300)], CancellationToken.None);
        Assert.Equal(200, (await room.FindMembersAsync(1, "user", CancellationToken.None)).Value.Length);

        await cluster.User(2).EditProfileAsync("Zoe", null, CancellationToken.None);
        cluster.Clock.Move(TimeSpan.FromMinutes(1));

        var found = await room.FindMembersAsync(1, "zoe", CancellationToken.None);
        Assert.Equal(2, Assert.Single(found.Value).UserId);
    }
}
