using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Friends;

public sealed class FriendshipRecallTests
{
    [Fact]
    public async Task Each_friend_takes_back_his_own_words_and_the_alert_is_his()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        var said = await PostAsync(pair, 1);

        Assert.Equal(ChatError.RecallRefused, await RecallAsync(pair, 2, said));
        Assert.Equal(ChatError.Muted, await RecallAsync(pair, 1, said, isMuted: true));
        Assert.Equal(ChatError.None, await RecallAsync(pair, 1, said));

        var row = cluster.Log["d:1:2"].Rows[^1];
        Assert.Equal((MessageKind.Alert, 1), (row.Kind, row.SenderId));
        var page = await pair.ReadAsync(new HistoryQuery(2, null, 10), CancellationToken.None);
        Assert.Equal([row.MessageId], page.Value!.Messages.Select(message => message.MessageId));
    }

    [Fact]
    public async Task Who_is_no_friend_any_more_takes_nothing_back()
    {
        await using var cluster = await OpenAsync();
        var pair = cluster.Friendship(1, 2);
        var said = await PostAsync(pair, 1);

        Assert.Equal(ChatError.NotFriends, await RecallAsync(pair, 3, said));
        await pair.EndAsync(2, CancellationToken.None);
        Assert.Equal(ChatError.NotFriends, await RecallAsync(pair, 1, said));
    }

    private static async Task<TestCluster> OpenAsync()
    {
        var cluster = await TestCluster.StartAsync();
        await cluster.RegisterAsync(1, 2, 3);
        var pair = cluster.Friendship(1, 2);
        await pair.RequestAsync(new FriendRequest(1, "", "", null), CancellationToken.None);
        Assert.Equal(ChatError.None, (await pair.RespondAsync(2, true, CancellationToken.None)).Error);
        return cluster;
    }

    private static async Task<ChatMessage> PostAsync(IFriendshipGrain pair, int sender) => (await pair.PostAsync(
        new MessageDraft(sender, null, MessageKind.Text, "secret", false, new Author("", "")),
        CancellationToken.None)).Value!;

    private static Task<ChatError> RecallAsync(
        IFriendshipGrain pair, int caller, ChatMessage message, bool isMuted = false) => pair.RecallAsync(
            new RecallMessage(caller, message.MessageId, false, new Author($"user {caller}", ""), isMuted),
            CancellationToken.None);
}
