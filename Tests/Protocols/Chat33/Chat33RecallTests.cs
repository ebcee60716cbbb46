using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Messages are taken back and deleted; clients of both kinds see it in their own way.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33RecallTests(Chat33Host server)
{
    [Theory]
    [InlineData("/chat33/RevokeMessage", 1, "撤回了一条消息")]
    [InlineData("/chat33/revokeMessage", 1, "撤回了一条消息")]
    [InlineData("/chat33/withdrawMsg", 1, "撤回了一条消息")]
    [InlineData("/withdrawMsg", 1, "撤回了一条消息")]
    [InlineData("/chat33/deleteMsg", 2, "删除了一条消息")]
    [InlineData("/deleteMsg", 2, "删除了一条消息")]
    public async Task In_a_room_the_documents_client_gets_event_10_and_the_public_one_an_alert(
        string path, int operateType, string what)
    {
        using var anna = await server.UserAsync("Anna");
        using var bert = await server.UserAsync("Bert");
        using var carl = await PublicAsync("Carl");
        var roomId = await Chat33Host.RoomAsync(anna, bert, carl);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await using var carls = await carl.OpenSocketAsync();
        var logId = await SayAsync(annas, Chat33Client.SayInRoom(roomId, "m1", "secret"), "m1");

        await anna.CallAsync(path, new { logId, type = 1 });

        foreach (var socket in new[] { annas, berts })
        {
            var frame = await socket.ExpectAsync("event 10", one => Chat33Client.IsEvent(one, 10));
            Assert.Equal(
                ["eventType", "logType", "logId", "operateType", "userName"],
                frame.EnumerateObject().Select(member => member.Name));
            Assert.Equal(
                (1, logId, operateType, "Anna"),
                (Int(frame, "logType"), Text(frame, "logId"), Int(frame, "operateType"), Text(frame, "userName")));
        }

        var alert = await carls.ExpectAsync("the alert", IsAlert);
        Assert.Equal(("", anna.Id), (Text(alert, "msgId"), Text(alert, "fromId")));
        var body = alert.GetProperty("msg");
        Assert.Equal(
            (1, logId, anna.Id, "Anna", 3, operateType, "Anna" + what),
            (Int(body, "type"), Text(body, "logId"), Text(body, "operator"), Text(body, "name"), Int(body, "level"),
                Int(body, "operateType"), Text(body, "content")));
        foreach (var reader in new[] { anna, bert, carl })
        {
            var logs = (await reader.CallAsync("/room/chatLog", new { id = roomId })).GetProperty("logs");
            Assert.Equal([(6, Text(alert, "logId"))], logs.EnumerateArray().Select(log => (Int(log, "msgType"), Text(log, "logId"))));
        }

        Assert.DoesNotContain(carls.Seen, frame => frame.Contains("\"eventType\":10", StringComparison.Ordinal));
        Assert.Empty(await server.Host.VerifyLogAsync());
    }

    [Fact]
    public async Task Between_friends_both_kinds_see_it_and_it_is_not_unread()
    {
        using var anna = await server.UserAsync("Anna");
        using var bert = await PublicAsync("Bert");
        await Chat33Host.BefriendAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        var logId = await SayAsync(annas, Chat33Client.Say(bert.UserId, "m1", "secret"), "m1");
        await SayAsync(annas, Chat33Client.Say(bert.UserId, "m2", "other"), "m2");
        var before = await UnreadAsync(bert);

        await anna.CallAsync("/chat33/RevokeMessage", new { logId, type = 2 });

        var frame = await annas.ExpectAsync("event 10", one => Chat33Client.IsEvent(one, 10));
        Assert.Equal((2, logId), (Int(frame, "logType"), Text(frame, "logId")));
        var after = await UnreadAsync(bert);
        Assert.Equal(((long)2, 1), before);
        Assert.Equal(((long)2, 6), after); // one message less, one alert more
        var logs = (await bert.CallAsync("/friend/chatLog", new { id = anna.Id })).GetProperty("logs");
        Assert.Equal([6, 1], logs.EnumerateArray().Select(log => Int(log, "msgType")));
        await using var berts = await bert.OpenSocketAsync();
        await berts.SendAsync(Chat33Client.Say(anna.UserId, "m3", "hi"));
        await berts.ExpectAsync("his own", one => Chat33Client.IsMessage(one, "m3"));
        Assert.DoesNotContain(berts.Seen, one => one.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repetition_of_what_was_taken_back_is_answered_and_shown_to_nobody_else()
    {
        var (anna, bert) = await server.FriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        var logId = await SayAsync(annas, Chat33Client.Say(bert.UserId, "m1", "secret"), "m1");
        await anna.CallAsync("/withdrawMsg", new { logId, type = 2 });
        await annas.ExpectAsync("event 10", one => Chat33Client.IsEvent(one, 10));

        Assert.Equal(logId, await SayAsync(annas, Chat33Client.Say(bert.UserId, "m1", "secret"), "m1"));
        await SayAsync(annas, Chat33Client.Say(bert.UserId, "m2", "next"), "m2");

        await berts.ExpectAsync("what follows", one => Chat33Client.IsMessage(one, "m2"));
        Assert.Single(berts.Seen, one => one.Contains("\"m1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_taken_back_says_why()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var carl = await server.UserAsync("Carl");
        var roomId = await Chat33Host.RoomAsync(anna, bert, carl);
        await using var berts = await bert.OpenSocketAsync();
        var logId = await SayAsync(berts, Chat33Client.SayInRoom(roomId, "m1", "hello"), "m1");

        Assert.Equal(-2025, await bert.RefusalAsync("/withdrawMsg", new { logId, type = 2 })); // not among friends
        Assert.Equal(-2025, await bert.RefusalAsync("/withdrawMsg", new { logId = "512", type = 1 }));
        Assert.Equal(-2023, await carl.RefusalAsync("/withdrawMsg", new { logId, type = 1 }));
        Assert.Equal(-2023, await anna.RefusalAsync("/deleteMsg", new { logId, type = 1 })); // the owner recalls, he does not delete
        Assert.Equal(-1001, await bert.RefusalAsync("/withdrawMsg", new { logId, type = 3 }));
        Assert.Equal(-1002, await bert.RefusalAsync("/withdrawMsg", new { type = 1 }));
        Assert.Equal(0, await anna.RefusalAsync("/withdrawMsg", new { logId, type = 1 }));
        Assert.Equal(-2025, await bert.RefusalAsync("/withdrawMsg", new { logId, type = 1 }));
        var alert = (await carl.CallAsync("/room/chatLog", new { id = roomId })).GetProperty("logs")[0];
        Assert.Equal(-2023, await anna.RefusalAsync("/deleteMsg", new { logId = Text(alert, "logId"), type = 1 }));
    }

    [Fact]
    public async Task Many_are_taken_back_at_once_and_those_that_stay_are_counted()
    {
        var (anna, bert) = await server.FriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        var one = await SayAsync(annas, Chat33Client.Say(bert.UserId, "m1", "one"), "m1");
        var two = await SayAsync(annas, Chat33Client.Say(bert.UserId, "m2", "two"), "m2");
        var theirs = await SayAsync(berts, Chat33Client.Say(anna.UserId, "m3", "three"), "m3");

        var data = await anna.CallAsync("/chat33/RevokeFiles", new { logs = new[] { one, two, theirs, one }, type = 2 });

        Assert.Equal("""{"failsNumber":1}""", data.GetRawText());
        Assert.Equal(-2025, await anna.RefusalAsync("/chat33/RevokeFiles", new { logs = new[] { one, two }, type = 2 }));
        Assert.Equal(-1001, await anna.RefusalAsync("/chat33/RevokeFiles", new { logs = Array.Empty<string>(), type = 2 }));
        Assert.Equal(-1002, await anna.RefusalAsync("/chat33/RevokeFiles", new { type = 2 }));
        var logs = (await bert.CallAsync("/friend/chatLog", new { id = anna.Id })).GetProperty("logs");
        Assert.Equal([6, 6, 1], logs.EnumerateArray().Select(log => Int(log, "msgType")));
    }

    /// <summary>Somebody with a client of the newer generation.</summary>
    private async Task<Chat33Client> PublicAsync(string name)
    {
        var user = await server.UserAsync(name);
        user.Headers["FZM-APP-ID"] = "1001";
        await user.CallAsync("/user/tokenLogin");
        return user;
    }

    private static async Task<string> SayAsync(WireSocket socket, string frame, string messageId)
    {
        await socket.SendAsync(frame);
        var answer = await socket.ExpectAsync("the message", one => Chat33Client.IsMessage(one, messageId));
        return Text(answer, "logId");
    }

    private static async Task<(long Number, int MessageType)> UnreadAsync(Chat33Client user)
    {
        var info = (await user.CallAsync("/friend/unread")).GetProperty("infos").EnumerateArray().Single();
        return (info.GetProperty("number").GetInt64(), Int(info.GetProperty("lastLog"), "msgType"));
    }

    private static bool IsAlert(JsonElement frame) =>
        Chat33Client.IsEvent(frame, 0) && Int(frame, "msgType") == 6;

    private static int Int(JsonElement frame, string name) => frame.GetProperty(name).GetInt32();

    private static string Text(JsonElement frame, string name) => frame.GetProperty(name).GetString()!;
}
