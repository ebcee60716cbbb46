using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Friends;

/// <summary>Correspondents become friends, and friends correspondents.</summary>
public sealed class StrangersBecomeFriendsTests
{
    [Fact]
    public async Task Friendship_ends_the_correspondence_and_its_end_both()
    {
        await using var cluster = await FriendStage.OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await pair.TalkAsync(1, "a"); // 1
        await cluster.BefriendAsync(1, 2); // 2
        await pair.TalkAsync(2, "b"); // 3
        await pair.EndAsync(2, CancellationToken.None); // 4
        await pair.TalkAsync(2, "c"); // 5
        await cluster.BefriendAsync(2, 1); // 6

        Assert.Equal("1 0 1-1, 1 1 2-3, 1 0 5-5, 1 1 6-, 2 0 1-1, 2 1 2-3, 2 0 5-5, 2 1 6-", cluster.Stays());
        Assert.Equal(
            ["""{"joined":[1,2],"left":[]}""", """{"joined":[],"left":[1,2]}""", """{"joined":[2,1],"left":[]}"""],
            cluster.Log[FriendStage.Key].Rows.Where(row => !row.IsVisible).Select(row => row.Body));
        Assert.Equal("pal", (await pair.GetAsync(2, CancellationToken.None)).Value!.Remark);
        Assert.Equal(ChatError.None, (await pair.TalkAsFriendAsync(1, "d")).Error);
    }

    [Fact]
    public async Task Friendship_begins_behind_first_words_that_wait_in_line()
    {
        await using var cluster = await FriendStage.OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await pair.AskAsync(1);
        await KnowEachOtherAsync(pair);
        cluster.Log.IsHolding = true;
        var held = pair.TalkAsync(1, "a"); // under way
        await HeldAsync(cluster);
        var waiting = pair.TalkAsync(2, "b"); // in line
        var accepting = pair.AcceptAsync(2);
        var behind = pair.TalkAsync(1, "c"); // in line behind it: among friends
        await StoreAllAsync(cluster, pair, held, waiting, accepting, behind);

        Assert.Equal(ApplicationStatus.Accepted, (await accepting).Value!.Status);
        Assert.Equal((true, true, false), (
            (await held).Value!.AmongStrangers, (await waiting).Value!.AmongStrangers, (await behind).Value!.AmongStrangers));
        Assert.Equal("1 0 1-2, 1 1 3-, 2 0 1-2, 2 1 3-", cluster.Stays());
        Assert.Equal(ChatError.None, (await pair.TalkAsFriendAsync(1, "d")).Error);
    }

    [Fact]
    public async Task Words_behind_the_end_of_a_friendship_are_among_strangers()
    {
        await using var cluster = await FriendStage.OpenAsync();
        await cluster.BefriendAsync(1, 2); // 1
        var pair = cluster.Friendship(1, 2);
        cluster.Log.IsHolding = true;
        var held = pair.TalkAsync(1, "a"); // 2
        await HeldAsync(cluster);
        var ending = pair.EndAsync(2, CancellationToken.None); // 3
        var behind = pair.TalkAsync(1, "b"); // 4
        var asFriend = pair.TalkAsFriendAsync(1, "c");
        await StoreAllAsync(cluster, pair, held, ending, behind, asFriend);

        Assert.Equal((false, true), ((await held).Value!.AmongStrangers, (await behind).Value!.AmongStrangers));
        Assert.Equal((ChatError.None, ChatError.NotFriends), (await ending, (await asFriend).Error));
        Assert.Equal("1 1 1-2, 1 0 4-, 2 1 1-2, 2 0 4-", cluster.Stays());
    }

    [Fact]
    public async Task The_list_since_a_time_keeps_the_friendship_that_ended_while_they_correspond()
    {
        await using var cluster = await FriendStage.OpenAsync();
        await cluster.BefriendAsync(1, 2);
        var pair = cluster.Friendship(1, 2);
        await pair.TalkAsFriendAsync(2, "hi");
        Assert.Equal(1, Assert.Single((await cluster.Inbox(1).UnreadAsync(true, CancellationToken.None)).Value).Count);

        await pair.EndAsync(1, CancellationToken.None);
        await pair.TalkAsync(2, "hello?");

        Assert.Empty((await cluster.Inbox(1).UnreadAsync(true, CancellationToken.None)).Value);
        Assert.Empty((await cluster.Inbox(1).ListAsync(true, 0, CancellationToken.None)).Value);
    }

    /// <summary>That both exist is asked before their first words.</summary>
    private static async Task KnowEachOtherAsync(IFriendshipGrain pair)
    {
        foreach (var sender in new[] { 1, 2 })
        {
            var muted = FriendStage.Draft(sender, "") with { IsMuted = true };
            Assert.Equal(ChatError.Muted, (await pair.PostAsync(muted, CancellationToken.None)).Error);
        }
    }

    private static Task HeldAsync(TestCluster cluster) => Gateway.Eventually.TrueAsync(() => cluster.Log.Held.Count > 0);

    /// <summary>Commits what is held until all are answered.</summary>
    private static async Task StoreAllAsync(TestCluster cluster, IFriendshipGrain pair, params Task[] calls)
    {
        await pair.GetRelationAsync(1, CancellationToken.None); // comes in behind the calls: they are in line
        cluster.Log.IsHolding = false;
        while (cluster.Log.Held.TryDequeue(out var append))
        {
            append.Store();
        }

        await Task.WhenAll(calls);
    }
}
