using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Inbox;
using OrleansChat.Tests.Rooms;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Inbox;

public sealed class InboxGrainTests
{
    [Fact]
    public async Task Unread_are_visible_messages_of_others_after_what_was_read()
    {
        await using var cluster = await OpenAsync(); // 1: who joined; 2 to 4: said
        await MarkAsync(cluster, 2, 2);

        var unread = Assert.Single(await UnreadAsync(cluster, 2));

        Assert.Equal((RoomStage.Key, 1L, "c"), (unread.Conversation, unread.Count, unread.Last.Body)); // b is his own
    }

    [Fact]
    public async Task Positions_do_not_move_back()
    {
        await using var cluster = await OpenAsync();
        await MarkAsync(cluster, 3, 4);
        await MarkAsync(cluster, 3, 2);

        Assert.Empty(await UnreadAsync(cluster, 3));
        await using var after = await cluster.CrashAsync();
        Assert.Empty(await UnreadAsync(after, 3));
    }

    [Fact]
    public async Task A_newcomer_has_nothing_unread()
    {
        await using var cluster = await OpenAsync();

        await cluster.Room(RoomStage.Id).InviteAsync(1, [4], CancellationToken.None);

        Assert.Empty(await UnreadAsync(cluster, 4));
        await cluster.Room(RoomStage.Id).PostAsync(1, "hello");
        Assert.Equal(1, Assert.Single(await UnreadAsync(cluster, 4)).Count);
    }

    [Fact]
    public async Task Who_has_left_has_nothing_unread()
    {
        await using var cluster = await OpenAsync();

        await cluster.Room(RoomStage.Id).LeaveAsync(3, CancellationToken.None);

        Assert.Empty(await UnreadAsync(cluster, 3));
    }

    [Fact]
    public async Task A_position_that_could_not_be_stored_is_stored_by_the_next_try()
    {
        await using var cluster = await OpenAsync();
        cluster.Inboxes.IsFailing = true;
        await Assert.ThrowsAsync<LogUnavailableException>(() => MarkAsync(cluster, 3, 4));
        cluster.Inboxes.IsFailing = false;

        await MarkAsync(cluster, 3, 4);

        await using var after = await cluster.CrashAsync();
        Assert.Empty(await UnreadAsync(after, 3));
    }

    private static async Task<TestCluster> OpenAsync()
    {
        var cluster = await RoomStage.OpenAsync();
        await cluster.Room(RoomStage.Id).PostAsync(1, "a");
        await cluster.Room(RoomStage.Id).PostAsync(2, "b");
        await cluster.Room(RoomStage.Id).PostAsync(1, "c");
        return cluster;
    }

    private static Task MarkAsync(TestCluster cluster, int user, long seq) => cluster.Grains.GetGrain<IInboxGrain>(user)
        .MarkReadAsync([new ReadPosition(RoomStage.Key, seq)], CancellationToken.None);

    private static async Task<UnreadView[]> UnreadAsync(TestCluster cluster, int user)
    {
        var reply = await cluster.Grains.GetGrain<IInboxGrain>(user).UnreadAsync(direct: false, CancellationToken.None);
        Assert.Equal(ChatError.None, reply.Error);
        return [.. reply.Value];
    }
}
