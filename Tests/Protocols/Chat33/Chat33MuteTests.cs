using System.Globalization;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Staff keeps a user from speaking anywhere.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33MuteTests(Chat33Host server)
{
    private const long Year = 365L * 24 * 60 * 60 * 1000;

    [Fact]
    public async Task A_muted_user_is_told_and_speaks_neither_to_friends_nor_in_rooms_until_he_may_again()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var staff = await server.UserAsync("Staff", "staff");
        var roomId = await Chat33Host.RoomAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "before", "hello"));
        await annas.ExpectAsync("what was said before", frame => Chat33Client.IsMessage(frame, "before"));

        await staff.CallAsync("/user/muted", new { id = anna.Id, muted_time = 3_600_000 });

        var told = await annas.ExpectAsync("the mute", frame => Chat33Client.IsEvent(frame, 3));
        Assert.Equal(
            ["eventType", "mutedTime", "mutedLastTime", "datetime"], told.EnumerateObject().Select(member => member.Name));
        Assert.Equal(3_600_000, told.GetProperty("mutedLastTime").GetInt64());
        Assert.Equal(told.GetProperty("datetime").GetInt64(), told.GetProperty("mutedTime").GetInt64());
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "f1", "to a friend"));
        Assert.Equal(-2007, await CodeAsync(annas, "f1"));
        await annas.SendAsync(Chat33Client.SayInRoom(roomId, "r1", "to a room"));
        Assert.Equal(-2007, await CodeAsync(annas, "r1"));

        await staff.CallAsync("/user/muted", new { id = anna.Id, time = 0 });

        await annas.ExpectAsync(
            "the end of the mute", frame => Chat33Client.IsEvent(frame, 3) && frame.GetProperty("mutedLastTime").GetInt64() == 0);
        await annas.SendAsync(Chat33Client.SayInRoom(roomId, "r2", "again"));
        await berts.ExpectAsync("what she says again", frame => Chat33Client.IsMessage(frame, "r2"));
        Assert.DoesNotContain(berts.Seen, frame => frame.Contains("to a ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_muted_user_reads_in_a_chat_room_and_says_nothing_there()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Anna");
        using var bert = await server.UserAsync("Bert");
        var groupId = await Chat33Host.ChatRoomAsync(staff);
        await using var annas = await EnterAsync(anna, groupId);
        await using var berts = await EnterAsync(bert, groupId);
        await staff.CallAsync("/user/muted", new { id = anna.Id, muted_time = 3_600_000 });
        await annas.ExpectAsync("the mute", frame => Chat33Client.IsEvent(frame, 3));

        await annas.SendAsync(SayInChatRoom(groupId, "a1"));
        Assert.Equal(-2007, await CodeAsync(annas, "a1")); // before Bert speaks, who is in another lane
        await berts.SendAsync(SayInChatRoom(groupId, "b1"));

        await annas.ExpectAsync("what Bert says", frame => Chat33Client.IsMessage(frame, "b1"));
        await berts.ExpectAsync("his own", frame => Chat33Client.IsMessage(frame, "b1"));
        Assert.DoesNotContain(berts.Seen, frame => frame.Contains("a1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_muted_manager_announces_nothing_and_passes_nothing_on()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var staff = await server.UserAsync("Staff", "staff");
        var roomId = await Chat33Host.RoomAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.SayInRoom(roomId, "m1", "hello"));
        var said = await annas.ExpectAsync("the message", frame => Chat33Client.IsMessage(frame, "m1"));
        await staff.CallAsync("/user/muted", new { id = anna.Id, muted_time = 3_600_000 });

        Assert.Equal(-2007, await anna.RefusalAsync("/room/sendSystemMsgs", new { roomId, content = "announcement" }));
        var passed = await anna.CallAsync("/chat33/forward", new
        {
            sourceId = roomId,
            type = 1,
            forwardType = 1,
            logArray = new[] { said.GetProperty("logId").GetString() },
            targetRooms = Array.Empty<string>(),
            targetUsers = new[] { bert.Id },
        });
        Assert.Equal(1, passed.GetProperty("failsNumber").GetInt32());
    }

    [Fact]
    public async Task A_muted_user_takes_nothing_back()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var staff = await server.UserAsync("Staff", "staff");
        await using var annas = await anna.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "hello"));
        var said = await annas.ExpectAsync("the message", frame => Chat33Client.IsMessage(frame, "m1"));
        var logId = said.GetProperty("logId").GetString();
        await staff.CallAsync("/user/muted", new { id = anna.Id, muted_time = 3_600_000 });

        Assert.Equal(-2007, await anna.RefusalAsync("/chat33/RevokeMessage", new { logId, type = 2 }));
        Assert.Equal(-2007, await anna.RefusalAsync("/chat33/deleteMsg", new { logId, type = 2 }));
    }

    [Fact]
    public async Task A_repetition_of_what_was_said_before_the_mute_gets_its_first_answer()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var staff = await server.UserAsync("Staff", "staff");
        await using var annas = await anna.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "hello"));
        var first = await annas.ExpectAsync("the message", frame => Chat33Client.IsMessage(frame, "m1"));
        await staff.CallAsync("/user/muted", new { id = anna.Id, muted_time = 3_600_000 });
        await annas.ExpectAsync("the mute", frame => Chat33Client.IsEvent(frame, 3));

        await using var again = await anna.OpenSocketAsync();
        await again.SendAsync(Chat33Client.Say(bert.UserId, "m1", "hello"));

        var second = await again.ExpectAsync("the message again", frame => Chat33Client.IsMessage(frame, "m1"));
        Assert.Equal(first.GetProperty("logId").GetString(), second.GetProperty("logId").GetString());
    }

    [Theory]
    [InlineData(-1, -1001)]
    [InlineData(Year + 1, -1001)]
    [InlineData(long.MaxValue, -1001)]
    [InlineData(Year, 0)]
    public async Task A_mute_lasts_no_longer_than_a_year(long duration, int expected)
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var user = await server.UserAsync("Anna");

        Assert.Equal(expected, await staff.RefusalAsync("/user/muted", new { id = user.Id, muted_time = duration }));
    }

    [Fact]
    public async Task Only_staff_mutes_and_nobody_mutes_staff()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var other = await server.UserAsync("Staff", "staff");
        using var agent = await server.UserAsync("Agent", "agent");
        using var user = await server.UserAsync("Anna");

        Assert.Equal(-3000, await user.RefusalAsync("/user/muted", new { id = other.Id, muted_time = 1 }));
        Assert.Equal(-3000, await agent.RefusalAsync("/user/muted", new { id = user.Id, muted_time = 1 }));
        Assert.Equal(-3000, await staff.RefusalAsync("/user/muted", new { id = other.Id, muted_time = 1 }));
        Assert.Equal(-3000, await staff.RefusalAsync("/user/muted", new { id = staff.Id, muted_time = 1 }));
        Assert.Equal(-2001, await staff.RefusalAsync("/user/muted", new { id = "999999999", muted_time = 1 }));
        Assert.Equal(-1002, await staff.RefusalAsync("/user/muted", new { id = user.Id }));
        Assert.Equal(-1001, await staff.RefusalAsync("/user/muted", new { id = user.Id, muted_time = 1, time = 2 }));
        Assert.Equal(0, await staff.RefusalAsync("/user/muted", new { id = user.Id, muted_time = 1, time = 1 }));
    }

    private static async Task<WireSocket> EnterAsync(Chat33Client user, string groupId)
    {
        var socket = await user.OpenSocketAsync();
        await socket.SendAsync(JsonSerializer.Serialize(new { eventType = 1, msgId = "in", groupId }));
        await socket.ExpectAsync("the entrance", frame => Chat33Client.IsEvent(frame, 1));
        return socket;
    }

    private static string SayInChatRoom(string groupId, string msgId) => JsonSerializer.Serialize(
        new { eventType = 0, msgId, channelType = 1, targetId = groupId, msgType = 1, msg = new { content = "hello" } });

    private static async Task<int> CodeAsync(WireSocket socket, string messageId)
    {
        var answer = await socket.ExpectAsync(
            string.Create(CultureInfo.InvariantCulture, $"the refusal of {messageId}"), frame => Chat33Client.IsMessage(frame, messageId));
        return answer.TryGetProperty("code", out var code) ? code.GetInt32() : 0;
    }
}
