using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.Tests.Gateway;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Friends;

public sealed class FriendshipGrainTests
{
    [Fact]
    public async Task Two_become_friends_when_the_other_agrees()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await AskAsync(pair, 1, "bob");

        var answer = await pair.RespondAsync(2, accepts: true, CancellationToken.None);

        Assert.Equal(ApplicationStatus.Accepted, answer.Value!.Status);
        Assert.Equal("bob", (await pair.GetAsync(1, CancellationToken.None)).Value!.Remark);
        Assert.Equal("", (await pair.GetAsync(2, CancellationToken.None)).Value!.Remark);
        Assert.Equal(ChatError.None, (await PostAsync(pair, 2, "hi")).Error);
    }

    [Fact]
    public async Task One_does_not_answer_his_own_application()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await AskAsync(pair, 1);

        Assert.Equal(ChatError.RequestUnknown, (await pair.RespondAsync(1, true, CancellationToken.None)).Error);
        Assert.Equal(ChatError.NotFriends, (await PostAsync(pair, 1, "hi")).Error);
    }

    [Fact]
    public async Task An_application_is_answered_once()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await AskAsync(pair, 1);
        await pair.RespondAsync(2, accepts: false, CancellationToken.None);

        Assert.Equal(ChatError.RequestHandled, (await pair.RespondAsync(2, true, CancellationToken.None)).Error);
        Assert.Equal(ChatError.NotFriends, (await pair.GetAsync(1, CancellationToken.None)).Error);
        Assert.Equal(ChatError.None, (await AskAsync(pair, 1)).Error); // and may be made again
    }

    [Fact]
    public async Task Two_who_asked_each_other_are_friends_once()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await AskAsync(pair, 1);
        await AskAsync(pair, 2);
        await pair.RespondAsync(2, true, CancellationToken.None);

        Assert.Equal(ChatError.RequestHandled, (await pair.RespondAsync(1, true, CancellationToken.None)).Error);
        Assert.Equal(ChatError.AlreadyFriends, (await AskAsync(pair, 1)).Error);
        Assert.Equal(2, cluster.Log["d:1:2"].Stays.Count);
    }

    [Fact]
    public async Task A_third_person_has_no_part_in_it()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await AskAsync(pair, 1);
        await pair.RespondAsync(2, true, CancellationToken.None);

        Assert.Equal(ChatError.NotFriends, (await AskAsync(pair, 3)).Error);
        Assert.Equal(ChatError.RequestUnknown, (await pair.RespondAsync(3, true, CancellationToken.None)).Error);
        Assert.Equal(ChatError.NotFriends, (await PostAsync(pair, 3, "hi")).Error);
        Assert.Equal(ChatError.NotFriends, await pair.EndAsync(3, CancellationToken.None));
        Assert.Equal(
            ChatError.NotFriends, (await pair.ReadAsync(new HistoryQuery(3, null, 10), CancellationToken.None)).Error);
    }

    [Fact]
    public async Task Former_friends_do_not_talk_and_begin_anew()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await AskAsync(pair, 1);
        await pair.RespondAsync(2, true, CancellationToken.None);

        Assert.Equal(ChatError.None, await pair.EndAsync(2, CancellationToken.None));
        Assert.Equal(ChatError.NotFriends, (await PostAsync(pair, 1, "hi")).Error);
        Assert.Equal(ChatError.NotFriends, await pair.EndAsync(1, CancellationToken.None));
        Assert.Equal(ChatError.None, (await AskAsync(pair, 2)).Error);
        Assert.Equal(ApplicationStatus.Accepted, (await pair.RespondAsync(1, true, CancellationToken.None)).Value!.Status);
    }

    [Fact]
    public async Task Both_hear_of_an_application_with_names()
    {
        await using var cluster = await OpenAsync();
        await cluster.ConnectAsync(2, "web-1");

        await AskAsync(cluster.Friendship(1, 2), 1);

        var notice = Assert.Single(cluster.Fanout.Notices);
        Assert.Equal(NoticeKind.FriendApplicationChanged, notice.Kind);
        Assert.Equal(("user 1", "user 2"), (notice.Application!.Applicant!.Name, notice.Application.Target!.Name));
    }

    [Fact]
    public async Task Each_node_of_the_two_is_told_once()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await AskAsync(pair, 1);
        await pair.RespondAsync(2, true, CancellationToken.None);
        await cluster.ConnectAsync(1, "web-1");
        await cluster.ConnectAsync(2, "web-1");
        await cluster.ConnectAsync(2, "web-2");

        await PostAsync(pair, 1, "hi");

        await Eventually.TrueAsync(() => cluster.Fanout.Told.Count >= 2); // whoever posts does not wait for that
        Assert.Equal(["web-1", "web-2"], cluster.Fanout.Told.Select(told => told.Node).Order());
    }

    [Fact]
    public async Task A_node_that_one_of_the_two_came_to_is_told_of_the_next_message()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await AskAsync(pair, 1);
        await pair.RespondAsync(2, true, CancellationToken.None);
        for (var node = 1; node <= 5; node++)
        {
            await cluster.ConnectAsync(2, $"web-{node}");
            await PostAsync(pair, 1, $"hi {node}");
            await Eventually.TrueAsync(() => cluster.Fanout.Told.Count(told => told.Delivery.Messages.Length > 0) == Sum(node));
        }

        static int Sum(int nodes) => nodes * (nodes + 1) / 2;
    }

    [Fact]
    public async Task What_is_stored_is_a_success_whoever_cannot_be_told()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        await cluster.ConnectAsync(1, "web-1");
        cluster.Fanout.IsFailing = true;

        Assert.Equal(ChatError.None, (await AskAsync(pair, 1)).Error);
        Assert.Equal(ChatError.None, (await pair.RespondAsync(2, true, CancellationToken.None)).Error);
    }

    private static async Task<TestCluster> OpenAsync()
    {
        var cluster = await TestCluster.StartAsync();
        await cluster.RegisterAsync(1, 2, 3);
        return cluster;
    }

    private static Task<Reply<FriendApplication>> AskAsync(IFriendshipGrain pair, int applicant, string remark = "") =>
        pair.RequestAsync(new FriendRequest(applicant, remark, "please", null), CancellationToken.None);

    private static Task<Reply<ChatMessage>> PostAsync(IFriendshipGrain pair, int sender, string text) =>
        pair.PostAsync(
            new MessageDraft(sender, null, MessageKind.Text, text, false, new Author("", "")), CancellationToken.None);
}
