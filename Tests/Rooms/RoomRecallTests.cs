using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.Tests.Rooms;

public sealed class RoomRecallTests
{
    [Fact]
    public async Task What_is_taken_back_is_gone_from_history_and_an_alert_of_the_callers_says_so()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        var said = (await room.PostAsync(2, "secret", key: "k")).Value!;

        Assert.Equal(ChatError.None, await RecallAsync(room, 2, said));

        var row = cluster.Log[RoomStage.Key].Rows[^1];
        Assert.Equal((MessageKind.Alert, 2), (row.Kind, row.SenderId));
        using var body = JsonDocument.Parse(row.Body);
        Assert.Equal(
            ["type", "content", "logId", "operator", "name", "level", "operateType"],
            body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Empty(await room.ReadAsync(3));
        Assert.Equal([(2, 1, "user 2撤回了一条消息")], await room.AlertsAsync(3));
        Assert.True(cluster.Log[RoomStage.Key].Rows[1].IsRecalled);
        Assert.Equal("", (await room.PostAsync(2, "secret", key: "k")).Value!.Body); // a repetition finds the empty place
        Assert.Equal(3, cluster.Log[RoomStage.Key].Rows.Count);
    }

    [Fact]
    public async Task It_is_gone_once()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        var said = (await room.PostAsync(2, "secret")).Value!;
        await RecallAsync(room, 2, said);

        Assert.Equal(ChatError.MessageUnknown, await RecallAsync(room, 2, said));
        Assert.Equal(ChatError.MessageUnknown, await RecallAsync(room, 2, said, deletes: true));
        Assert.Equal(ChatError.MessageUnknown, await RecallAsync(room, RoomStage.Owner, said));
        Assert.Single(cluster.Log[RoomStage.Key].Rows, row => row.Kind is MessageKind.Alert);
    }

    [Fact]
    public async Task Who_is_not_in_it_or_may_not_speak_takes_nothing_back()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        var said = (await room.PostAsync(2, "secret")).Value!;

        Assert.Equal(ChatError.NotMember, await RecallAsync(room, RoomStage.Stranger, said));
        Assert.Equal(ChatError.Muted, await RecallAsync(room, 2, said, isMuted: true));
        Assert.Equal(ChatError.RecallRefused, await RecallAsync(room, 3, said));
        await room.LeaveAsync(2, CancellationToken.None);
        Assert.Equal(ChatError.NotMember, await RecallAsync(room, 2, said));
        Assert.Equal(ChatError.None, await RecallAsync(room, RoomStage.Owner, said));
        Assert.Equal(
            ChatError.RoomUnknown,
            await RecallAsync(cluster.Room(99), 2, said));
    }

    [Fact]
    public async Task One_who_came_later_does_not_reach_what_was_said_before_him()
    {
        await using var cluster = await RoomStage.OpenAsync();
        var room = cluster.Room(RoomStage.Id);
        var said = (await room.PostAsync(2, "secret")).Value!;
        await room.LeaveAsync(2, CancellationToken.None);
        await room.InviteAsync(RoomStage.Owner, [2], CancellationToken.None);

        Assert.Equal(ChatError.MessageUnknown, await RecallAsync(room, 2, said));
    }

    private static Task<ChatError> RecallAsync(
        IRoomGrain room, int caller, ChatMessage message, bool deletes = false, bool isMuted = false) => room.RecallAsync(
            new RecallMessage(caller, message.MessageId, deletes, new Author($"user {caller}", ""), isMuted),
            CancellationToken.None);
}
