using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Tests.Gateway;

namespace OrleansChat.Tests.Friends;

/// <summary>What people say to each other who are no friends.</summary>
public sealed class StrangerTests
{
    [Fact]
    public async Task What_a_stranger_says_is_stored_and_makes_both_correspondents_at_its_place()
    {
        await using var cluster = await FriendStage.OpenAsync();

        var said = await cluster.Friendship(1, 2).TalkAsync(2, "hi");
        var answer = await cluster.Friendship(1, 2).TalkAsync(1, "who are you?");

        Assert.Equal((ChatError.None, 1L, true), (said.Error, said.Value!.Seq, said.Value.AmongStrangers));
        Assert.Equal((ChatError.None, 2L, true), (answer.Error, answer.Value!.Seq, answer.Value.AmongStrangers));
        Assert.Equal(["hi", "who are you?"], cluster.Log[FriendStage.Key].Rows.Select(row => row.Body)); // no hidden row
        Assert.Equal("1 0 1-, 2 0 1-", cluster.Stays());
    }

    [Fact]
    public async Task Twenty_first_words_at_once_make_correspondents_once_and_keep_their_order()
    {
        await using var cluster = await FriendStage.OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await pair.GetAsync(1, CancellationToken.None); // no order is promised while a grain is being activated

        await pair.GetRelationAsync(1, CancellationToken.None); // it is active: calls come in their order
        var posts = Enumerable.Range(0, 20).Select(i => pair.TalkAsync(1 + (i % 2), $"{i}")).ToArray();
        var replies = await Task.WhenAll(posts);

        Assert.All(replies, reply => Assert.Equal(ChatError.None, reply.Error));
        foreach (var sender in new[] { 1, 2 })
        {
            Assert.Equal(
                Enumerable.Range(0, 20).Where(i => 1 + (i % 2) == sender).Select(i => $"{i}"),
                cluster.Log[FriendStage.Key].Rows.Where(row => row.SenderId == sender).Select(row => row.Body));
        }

        Assert.Equal("1 0 1-, 2 0 1-", cluster.Stays());
    }

    [Fact]
    public async Task Those_who_know_friendship_neither_talk_to_strangers_nor_read_take_back_or_set_anything()
    {
        await using var cluster = await FriendStage.OpenAsync();
        var pair = cluster.Friendship(1, 2);
        var said = (await pair.TalkAsync(1, "hi")).Value!;

        Assert.Equal(ChatError.NotFriends, (await pair.TalkAsFriendAsync(2, "hi")).Error);
        Assert.Equal(ChatError.NotFriends, (await pair.GetAsync(1, CancellationToken.None)).Error);
        Assert.Equal(
            ChatError.NotFriends, (await pair.ReadAsync(new HistoryQuery(2, null, 10), CancellationToken.None)).Error);
        Assert.Equal(
            ChatError.NotFriends,
            await pair.RecallAsync(
                new RecallMessage(1, said.MessageId, true, Author.System), CancellationToken.None));
        Assert.Equal(
            ChatError.NotFriends,
            await pair.SetAsync(1, new MemberSettings(Alias: "x"), CancellationToken.None));
        Assert.Equal(
            ChatError.NotFriends,
            await pair.SetRelationAsync(1, new RelationEdit(ExtRemark: "{}"), CancellationToken.None));
        Assert.Equal(ChatError.NotFriends, await pair.EndAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task Lists_unread_and_missed_know_friends_alone()
    {
        await using var cluster = await FriendStage.OpenAsync();
        var said = (await cluster.Friendship(1, 2).TalkAsync(2, "hi")).Value!;
        var inbox = cluster.Inbox(1);

        Assert.Empty((await inbox.ListAsync(direct: true, 0, CancellationToken.None)).Value);
        Assert.Empty((await inbox.UnreadAsync(direct: true, CancellationToken.None)).Value);
        Assert.Empty((await inbox.MissedAsync(new(0, long.MaxValue, 10, true), CancellationToken.None)).Value);
        Assert.Empty((await inbox.MessagesAsync([said.MessageId], CancellationToken.None)).Value);
        var recent = await inbox.RecentAsync(0, CancellationToken.None); // for nodes, which know who is shown what
        Assert.Equal(FriendStage.Key, Assert.Single(recent.Value).Conversation);
    }

    [Fact]
    public async Task Nobody_talks_to_one_who_is_not_there()
    {
        await using var cluster = await FriendStage.OpenAsync();
        var pair = cluster.Friendship(1, 99);

        Assert.Equal(ChatError.UserUnknown, (await pair.TalkAsync(1, "hi", "key")).Error);
        Assert.Equal(ChatError.NotFriends, (await pair.TalkAsFriendAsync(1, "hi", "key")).Error);
        Assert.Empty(cluster.Log["d:1:99"].Rows);

        await cluster.RegisterAsync(99);
        Assert.Equal(ChatError.None, (await pair.TalkAsync(1, "hi", "key")).Error);
    }

    [Fact]
    public async Task A_third_person_talks_to_his_own()
    {
        await using var cluster = await FriendStage.OpenAsync();

        Assert.Equal(ChatError.NotFriends, (await cluster.Friendship(1, 2).TalkAsync(3, "hi")).Error);
        Assert.Equal(
            ChatError.NotFriends,
            (await cluster.Friendship(1, 2).PageAsync(new PairQuery(3, 0, 10, true), CancellationToken.None)).Error);
    }

    [Theory]
    [InlineData(MessageKind.Alert)]
    [InlineData(MessageKind.Membership)]
    public async Task The_servers_own_words_are_not_for_strangers(MessageKind kind)
    {
        await using var cluster = await FriendStage.OpenAsync();

        var reply = await cluster.Friendship(1, 2).PostAsync(
            FriendStage.Draft(1, "{}") with { Kind = kind }, CancellationToken.None);

        Assert.Equal(ChatError.Forbidden, reply.Error);
    }

    [Fact]
    public async Task Who_is_blocked_says_nothing_more_and_what_he_said_is_answered_again()
    {
        await using var cluster = await FriendStage.OpenAsync();
        var pair = cluster.Friendship(1, 2);
        var said = (await pair.TalkAsync(1, "hi", "key")).Value!;

        await pair.SetRelationAsync(2, new RelationEdit(IsBlocked: true), CancellationToken.None);

        Assert.Equal(ChatError.Blocked, (await pair.TalkAsync(1, "again")).Error);
        Assert.Equal(said.MessageId, (await pair.TalkAsync(1, "hi", "key")).Value!.MessageId);
        Assert.Equal(ChatError.None, (await pair.TalkAsync(2, "farewell")).Error);
    }

    [Fact]
    public async Task Who_is_muted_everywhere_is_muted_to_strangers()
    {
        await using var cluster = await FriendStage.OpenAsync();

        var reply = await cluster.Friendship(1, 2).PostAsync(
            FriendStage.Draft(1, "hi") with { IsMuted = true }, CancellationToken.None);

        Assert.Equal(ChatError.Muted, reply.Error);
        Assert.Empty(cluster.Log[FriendStage.Key].Stays);
    }

    [Fact]
    public async Task A_repetition_is_stored_once_at_the_same_activation_and_at_the_next()
    {
        await using var cluster = await FriendStage.OpenAsync();
        var pair = cluster.Friendship(1, 2);

        var replies = await Task.WhenAll(pair.TalkAsync(1, "hi", "key"), pair.TalkAsync(1, "hi", "key"));
        await using var after = await cluster.CrashAsync();
        var late = await after.Friendship(1, 2).TalkAsync(1, "hi", "key");

        Assert.All(replies.Append(late), reply => Assert.Equal((ChatError.None, 1L), (reply.Error, reply.Value!.Seq)));
        Assert.Null(late.Value!.Author);
        Assert.Single(after.Log[FriendStage.Key].Rows);
        Assert.Equal("1 0 1-, 2 0 1-", after.Stays());
    }

    [Fact]
    public async Task One_talks_to_himself_and_is_no_friend_of_himself()
    {
        await using var cluster = await FriendStage.OpenAsync();
        await cluster.ConnectAsync(1, "web-1");
        var self = cluster.Friendship(1, 1);

        Assert.Equal(ChatError.None, (await self.TalkAsync(1, "note")).Error);
        Assert.Equal(ChatError.NotFriends, (await self.TalkAsFriendAsync(1, "note")).Error);
        Assert.Equal(ChatError.Oneself, (await self.AskAsync(1)).Error);
        Assert.Equal(ChatError.RequestUnknown, (await self.AcceptAsync(1)).Error);
        Assert.Equal(
            ChatError.Oneself,
            await self.SetRelationAsync(1, new RelationEdit(IsBlocked: true), CancellationToken.None));
        Assert.Equal([(1, (short)0)], cluster.Log["d:1:1"].Stays.Select(stay => (stay.UserId, stay.Level)));
        Assert.Equal(["note"], (await self.PageAsync(1, 0, 10)).Messages.Select(message => message.Body));
        await Eventually.TrueAsync(() => cluster.Fanout.Told.Count == 1);
        Assert.Equal([1], cluster.Fanout.Told.First().Delivery.Users.AsEnumerable());
    }

    [Fact]
    public async Task Where_no_friendship_is_asked_for_everybody_talks_and_is_shown_everything()
    {
        await using var cluster = await FriendStage.OpenAsync(requiresFriend: false);
        var pair = cluster.Friendship(1, 2);

        var said = await pair.TalkAsFriendAsync(1, "hi");
        var rows = await pair.CatchUpAsync(1, 10, CancellationToken.None);

        Assert.Equal((ChatError.None, false), (said.Error, said.Value!.AmongStrangers));
        Assert.False(Assert.Single(rows).AmongStrangers);
        Assert.Equal(ChatError.UserUnknown, (await cluster.Friendship(1, 99).TalkAsFriendAsync(1, "hi")).Error);
        Assert.Equal(ChatError.NotFriends, (await pair.GetAsync(1, CancellationToken.None)).Error);
    }

    [Fact]
    public async Task What_is_announced_or_read_by_nodes_says_whether_it_is_among_strangers()
    {
        await using var cluster = await FriendStage.OpenAsync();
        await cluster.ConnectAsync(2, "web-1");
        var pair = cluster.Friendship(1, 2);

        await pair.TalkAsync(1, "strangers");
        Assert.Equal("1", await CaughtUpAsync());
        await cluster.BefriendAsync(1, 2);
        await pair.TalkAsync(1, "friends");
        Assert.Equal("000", await CaughtUpAsync()); // the second is hidden
        await pair.EndAsync(1, CancellationToken.None);
        Assert.Equal("1111", await CaughtUpAsync());
        await pair.TalkAsync(2, "strangers again");

        await Eventually.TrueAsync(() => Announced().Length == 3);
        Assert.Equal(
            [("strangers", true), ("friends", false), ("strangers again", true)],
            Announced().Select(message => (message.Body, message.AmongStrangers)));

        async Task<string> CaughtUpAsync() => string.Concat(
            (await pair.CatchUpAsync(1, 100, CancellationToken.None)).Select(row => row.AmongStrangers ? 1 : 0));

        ChatMessage[] Announced() =>
        [
            .. cluster.Fanout.Told.ToArray().SelectMany(told => told.Delivery.Messages).Where(row => row.IsVisible),
        ];
    }
}
