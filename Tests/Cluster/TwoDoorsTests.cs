using System.Text.Json;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Protocols.Chat33;

namespace OrleansChat.Tests.Cluster;

/// <summary>What happens through one node reaches the sockets of the other.</summary>
public sealed class TwoDoorsTests(Chat33Host server) : IClassFixture<Chat33Host>
{
    [Fact]
    public async Task What_opens_and_closes_is_told_at_both_doors()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        var (anna, bert) = await AtBothDoorsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        var room = await Chat33Host.ChatRoomAsync(staff);

        await ToldAsync(annas, 7, "groupId", room);
        await ToldAsync(berts, 7, "groupId", room);
        await staff.CallAsync("/group/setStatus", new { groupId = room, type = 1 });
        await ToldAsync(annas, 4, "groupId", room);
        await ToldAsync(berts, 4, "groupId", room);
    }

    [Fact]
    public async Task Who_is_in_a_chat_room_at_one_door_hears_who_speaks_at_the_other()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        var (anna, bert) = await AtBothDoorsAsync();
        var room = await Chat33Host.ChatRoomAsync(staff);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        foreach (var socket in new[] { annas, berts })
        {
            await socket.SendAsync($$"""{"eventType":1,"msgId":"in","groupId":"{{room}}"}""");
            await ToldAsync(socket, 1, "msgId", "in");
        }

        await annas.SendAsync(Chat33Client.SayInChatRoom(room, "m1", "from one"));
        await berts.ExpectAsync("what Anna says", frame => Chat33Client.IsMessage(frame, "m1"));
        await berts.SendAsync(Chat33Client.SayInChatRoom(room, "m2", "from the other"));
        await annas.ExpectAsync("what Bert says", frame => Chat33Client.IsMessage(frame, "m2"));
    }

    [Fact]
    public async Task What_is_taken_back_muted_and_ranked_at_one_door_is_told_at_the_other()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        var (anna, bert) = await AtBothDoorsAsync();
        var room = await Chat33Host.RoomAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.SayInRoom(room, "m1", "hello"));
        var said = await berts.ExpectAsync("what Anna says", frame => Chat33Client.IsMessage(frame, "m1"));
        var logId = said.GetProperty("logId").GetString();

        await anna.CallAsync("/chat33/RevokeMessage", new { logId, type = 1 });
        await ToldAsync(berts, 10, "logId", logId);

        await anna.CallAsync("/room/setMutedSingle", new { roomId = room, userId = bert.Id, deadline = 7_258_089_600_000 });
        await ToldAsync(berts, 25, "roomId", room);

        await anna.CallAsync("/room/setLevel", new { roomId = room, userId = bert.Id, level = 2 });
        var ranked = await berts.ExpectAsync("the new manager", frame => IsAlert(frame, 10));
        Assert.Equal(room, ranked.GetProperty("targetId").GetString());

        await staff.CallAsync("/user/muted", new { id = anna.Id, muted_time = 3_600_000 });
        await staff.CallAsync("/user/muted", new { id = bert.Id, muted_time = 3_600_000 });
        await annas.ExpectAsync("the mute", frame => Chat33Client.IsEvent(frame, 3));
        await berts.ExpectAsync("the mute", frame => Chat33Client.IsEvent(frame, 3));
    }

    [Fact]
    public async Task What_was_said_at_one_door_is_made_up_for_at_the_other()
    {
        var (anna, bert) = await AtBothDoorsAsync();
        await bert.BecomePublicAsync();
        await Chat33Host.BefriendAsync(anna, bert);
        await using (var annas = await anna.OpenSocketAsync())
        {
            await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "missed"));
            await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));
        }

        await using var berts = await bert.OpenSocketAsync();
        await berts.SendAsync("""{"eventType":42,"time":1}""");

        var batch = await berts.ExpectAsync("what he missed", frame => Chat33Client.IsEvent(frame, 41));
        Assert.Contains(batch.GetProperty("list").EnumerateArray(), frame => Chat33Client.IsMessage(frame, "m1"));
        await berts.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 43));
    }

    private static Task<JsonElement> ToldAsync(WireSocket socket, int eventType, string name, string? value) =>
        socket.ExpectAsync(
            $"event {eventType} of {value}",
            frame => Chat33Client.IsEvent(frame, eventType) && frame.GetProperty(name).GetString() == value);

    private static bool IsAlert(JsonElement frame, int type) =>
        Chat33Client.IsEvent(frame, 0)
        && frame.GetProperty("msgType").GetInt32() == 6
        && frame.GetProperty("msg").GetProperty("type").GetInt32() == type;

    private async Task<(Chat33Client Anna, Chat33Client Bert)> AtBothDoorsAsync()
    {
        var anna = await server.UserAsync("Anna");
        var bert = await server.UserAsync("Bert");
        Assert.NotEqual(anna.Server, bert.Server);
        return (anna, bert);
    }
}
