using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Two people who have only the document: from the first captcha to reading what was said while one was
/// away.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33StoryTests(Chat33Host server)
{
    [Fact]
    public async Task Two_people_register_become_friends_open_a_room_and_chat()
    {
        using var anna = await RegisterAsync();
        using var bert = await RegisterAsync();
        await using var annas = await anna.OpenSocketAsync();

        await BecomeFriendsAsync(anna, bert, annas);
        await ChatAsync(anna, bert, annas);
        await ChatInARoomAsync(anna, bert, annas);

        Assert.Empty(await server.Host.VerifyLogAsync());
    }

    private static async Task BecomeFriendsAsync(Chat33Client anna, Chat33Client bert, WireSocket annas)
    {
        await bert.CallAsync("/friend/add", new { id = anna.Id, remark = "小安", reason = "我是Bert" });
        var asked = await annas.ExpectAsync("the application", frame => Chat33Client.IsEvent(frame, 31));
        Assert.Equal(1, asked.GetProperty("status").GetInt32());
        Assert.Equal("我是Bert", asked.GetProperty("applyReason").GetString());
        Assert.Equal(bert.Id, asked.GetProperty("senderInfo").GetProperty("id").GetString());
        Assert.NotEqual("", asked.GetProperty("senderInfo").GetProperty("name").GetString());

        var request = Assert.Single((await anna.CallAsync("/friend/requestList")).EnumerateArray());
        Assert.Equal(bert.Id, request.GetProperty("id").GetString());
        await anna.CallAsync("/friend/response", new { id = bert.Id, agree = 1 });
        var answered = await annas.ExpectAsync("the answer", frame => Chat33Client.IsEvent(frame, 31));
        Assert.Equal(3, answered.GetProperty("status").GetInt32());

        var friend = Assert.Single((await bert.CallAsync("/friend/list", new { type = 3 })).GetProperty("userList").EnumerateArray());
        Assert.Equal((anna.Id, "小安", 1), (friend.GetProperty("id").GetString(), friend.GetProperty("remark").GetString(),
            friend.GetProperty("isDelete").GetInt32()));
        var seen = await bert.CallAsync("/user/userInfo", new { id = anna.Id });
        Assert.Equal((1, "小安"), (seen.GetProperty("isFriend").GetInt32(), seen.GetProperty("remark").GetString()));
    }

    /// <summary>Bert is away: what he missed is counted, read, and no longer counted.</summary>
    private static async Task ChatAsync(Chat33Client anna, Chat33Client bert, WireSocket annas)
    {
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "你好"));
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m2", "在吗"));
        var first = await annas.ExpectAsync("the first answer", frame => Chat33Client.IsMessage(frame, "m1"));
        var second = await annas.ExpectAsync("the second answer", frame => Chat33Client.IsMessage(frame, "m2"));
        Assert.True(LogId(first) < LogId(second));

        var waiting = Assert.Single((await bert.CallAsync("/friend/unread")).GetProperty("infos").EnumerateArray());
        Assert.Equal((anna.Id, 2), (waiting.GetProperty("id").GetString(), waiting.GetProperty("number").GetInt32()));
        Assert.Equal(
            second.GetProperty("logId").GetString(), waiting.GetProperty("lastLog").GetProperty("logId").GetString());

        var page = await bert.CallAsync("/friend/chatLog", new { id = anna.Id, startId = "", number = 1 });
        Assert.Equal("在吗", Assert.Single(page.GetProperty("logs").EnumerateArray()).GetProperty("msg").GetProperty("content").GetString());
        Assert.Equal(first.GetProperty("logId").GetString(), page.GetProperty("nextLog").GetString());
        var rest = await bert.CallAsync(
            "/friend/chatLog", new { id = anna.Id, startId = page.GetProperty("nextLog").GetString(), number = 20 });
        Assert.Equal("你好", Assert.Single(rest.GetProperty("logs").EnumerateArray()).GetProperty("msg").GetProperty("content").GetString());
        Assert.Equal("-1", rest.GetProperty("nextLog").GetString());
        Assert.Empty((await bert.CallAsync("/friend/unread")).GetProperty("infos").EnumerateArray());
    }

    private static async Task ChatInARoomAsync(Chat33Client anna, Chat33Client bert, WireSocket annas)
    {
        await using var berts = await bert.OpenSocketAsync();
        var roomId = await Chat33Host.RoomAsync(anna, bert);
        await berts.ExpectAsync(
            "being in the room", frame => Chat33Client.IsEvent(frame, 20) && frame.GetProperty("roomId").GetString() == roomId);
        Assert.Equal(
            roomId,
            Assert.Single((await bert.CallAsync("/room/list", new { type = 3 })).GetProperty("roomList").EnumerateArray())
                .GetProperty("id").GetString());

        await annas.SendAsync(Chat33Client.SayInRoom(roomId, "r1", "大家好"));
        var mine = await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "r1"));
        var his = await berts.ExpectAsync("the message", frame => Chat33Client.IsMessage(frame, "r1"));
        Assert.Equal(mine.GetRawText(), his.GetRawText());
        Assert.Equal(roomId, his.GetProperty("targetId").GetString());

        await berts.SendAsync(Chat33Client.SayInRoom(roomId, "r1", "同一个号"));
        await annas.ExpectAsync("the reply", frame => Chat33Client.IsMessage(frame, "r1"));
        var logs = (await bert.CallAsync("/room/chatLog", new { id = roomId, number = 20 })).GetProperty("logs").EnumerateArray()
            .Where(log => log.GetProperty("msgType").GetInt32() == 1)
            .Select(log => log.GetProperty("msg").GetProperty("content").GetString());
        Assert.Equal(["同一个号", "大家好"], logs);
    }

    private async Task<Chat33Client> RegisterAsync()
    {
        const string Password = "a long password";
        var mobile = Chat33Host.NextMobile();
        var client = server.Stranger();
        Assert.Equal("0", (await client.CallAsync("/user/isreg", new { mobile })).GetProperty("zb_uid").GetString());
        await client.CallAsync("/send/sms", new { mobile });
        await client.CallAsync("/user/register", new { mobile, password = Password, captcha = Chat33Host.Captcha });
        client.Headers["FZM-DEVICE"] = "Android";
        client.Headers["FZM-UUID"] = mobile;

        var login = await client.CallAsync("/user/pwdLogin", new { mobile, password = Password });
        client.Token = login.GetProperty("token").GetString()!;
        client.UserId = int.Parse(login.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("86" + mobile, login.GetProperty("account").GetString());
        var uid = (await client.CallAsync("/user/isreg", new { mobile })).GetProperty("zb_uid").GetString();
        Assert.Equal(login.GetProperty("uid").GetString(), uid);
        return client;
    }

    private static long LogId(JsonElement frame) =>
        long.Parse(frame.GetProperty("logId").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
