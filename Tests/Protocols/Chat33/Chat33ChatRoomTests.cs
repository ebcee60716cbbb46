using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Chat rooms on a server of their own: what everybody is told would reach the sockets of others.</summary>
public sealed class Chat33ChatRoomTests(Chat33Host server) : IClassFixture<Chat33Host>
{
    [Fact]
    public async Task What_one_says_reaches_everybody_who_is_in_users_and_visitors_and_nobody_else()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Anna");
        using var bert = await server.UserAsync("Bert");
        var room = await Chat33Host.ChatRoomAsync(staff);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await using var visitors = await server.Visitor("device-1").OpenSocketAsync();
        await using var outside = await server.Visitor("device-2").OpenSocketAsync();
        await EnterAsync(room, annas, berts, visitors);

        await annas.SendAsync(Chat33Client.SayInChatRoom(room, "m1", "hello"));

        var told = await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));
        Assert.Equal((1, room), (told.GetProperty("channelType").GetInt32(), told.GetProperty("targetId").GetString()));
        foreach (var socket in new[] { berts, visitors })
        {
            var frame = await socket.ExpectAsync("the message", frame => Chat33Client.IsMessage(frame, "m1"));
            Assert.Equal(told.GetRawText(), frame.GetRawText());
        }

        await EnterAsync(room, outside);
        await annas.SendAsync(Chat33Client.SayInChatRoom(room, "m2", "again"));
        await outside.ExpectAsync("the next message", frame => Chat33Client.IsMessage(frame, "m2"));
        Assert.DoesNotContain(outside.Seen, frame => frame.Contains("\"m1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_said_in_a_chat_room_is_not_taken_back()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Anna");
        var room = await Chat33Host.ChatRoomAsync(staff);
        await using var annas = await anna.OpenSocketAsync();
        await EnterAsync(room, annas);
        await annas.SendAsync(Chat33Client.SayInChatRoom(room, "m1", "hello"));
        var said = await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));
        var logId = said.GetProperty("logId").GetString();

        Assert.Equal(-2025, await anna.RefusalAsync("/chat33/RevokeMessage", new { logId, type = 1 }));
        Assert.Equal(-2025, await anna.RefusalAsync("/chat33/deleteMsg", new { logId, type = 2 }));
    }

    [Fact]
    public async Task Who_is_in_is_counted_until_he_leaves_or_his_socket_closes()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Anna");
        using var bert = await server.UserAsync("Bert");
        var room = await Chat33Host.ChatRoomAsync(staff);
        await using var first = await anna.OpenSocketAsync();
        await using var second = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await using var visitors = await server.Visitor("device-3").OpenSocketAsync();
        await EnterAsync(room, first, second, berts, visitors);

        await CountsAsync(staff, room, users: 2, visitors: 1);
        await UntilAsync(3, () => TotalAsync(anna, room));

        await berts.SendAsync($$"""{"eventType":2,"msgId":"l","groupId":"{{room}}"}""");
        await berts.ExpectAsync("the answer", frame => frame.GetProperty("eventType").GetInt32() == 1);
        await CountsAsync(staff, room, users: 1, visitors: 1);

        await visitors.DisposeAsync();
        await first.DisposeAsync();
        await CountsAsync(staff, room, users: 1, visitors: 0);
        second.Drop();
        await CountsAsync(staff, room, users: 0, visitors: 0);
    }

    [Fact]
    public async Task A_visitor_looks_and_listens_and_does_nothing_else()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        var room = await Chat33Host.ChatRoomAsync(staff, "visited");
        using var visitor = server.Visitor("device-4");
        await using var socket = await visitor.OpenSocketAsync();
        await EnterAsync(room, socket);

        var listed = (await visitor.CallAsync("/group/list", new { groupStatus = 1, groupName = "visited" }))
            .GetProperty("groups").EnumerateArray().Select(row => row.GetProperty("groupId").GetString());
        Assert.Equal([room], listed);
        Assert.Equal("visited", (await visitor.CallAsync("/group/info", new { groupId = room })).GetProperty("groupName").GetString());
        Assert.Equal(-1004, await visitor.RefusalAsync("/group/getOnlineNumber", new { groupId = room }));
        Assert.Equal(-1004, await visitor.RefusalAsync("/group/getGroupChatHistory", new { id = room, number = 20 }));
        Assert.Equal(-1004, await visitor.RefusalAsync("/room/list", new { type = 3 }));
        foreach (var channel in new[] { 1, 2, 3 })
        {
            await socket.SendAsync(
                $$$"""{"eventType":0,"msgId":"v{{{channel}}}","channelType":{{{channel}}},"targetId":"{{{room}}}","msgType":1,"msg":{"content":"x"}}""");
            var refusal = await socket.ExpectAsync("the refusal", frame => Chat33Client.IsMessage(frame, $"v{channel}"));
            Assert.Equal(-2008, refusal.GetProperty("code").GetInt32());
        }
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 5)]
    [InlineData(3, 5)]
    public async Task An_end_reaches_every_socket_and_puts_everybody_out(int type, int eventType)
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Anna");
        using var bert = await server.UserAsync("Bert");
        var room = await Chat33Host.ChatRoomAsync(staff);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await using var visitors = await server.Visitor("device-5").OpenSocketAsync();
        await using var publics = await WireSocket.ConnectAsync(
            bert.SocketUrl, ("FZM-UUID", "device-6"), ("FZM-VERSION", "3.0"));
        await EnterAsync(room, annas, visitors);

        await staff.CallAsync("/group/setStatus", new { groupId = room, type });

        foreach (var socket in new[] { annas, berts, visitors, publics })
        {
            var told = await socket.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, eventType));
            Assert.Equal(["eventType", "groupId", "datetime"], told.EnumerateObject().Select(member => member.Name));
            Assert.Equal(room, told.GetProperty("groupId").GetString());
        }

        await annas.SendAsync(Chat33Client.SayInChatRoom(room, "m1", "too late"));
        var refusal = await annas.ExpectAsync("the refusal", frame => Chat33Client.IsMessage(frame, "m1"));
        Assert.Equal(-5000, refusal.GetProperty("code").GetInt32());
        Assert.Equal(-5000, await anna.RefusalAsync("/group/info", new { groupId = room }));
        Assert.Equal(type == 1 ? 0 : -5000, await staff.RefusalAsync("/group/info", new { groupId = room }));
    }

    [Fact]
    public async Task What_opens_is_told_to_everybody_with_numbers_as_texts_and_is_empty()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Anna");
        await using var annas = await anna.OpenSocketAsync();
        await using var visitors = await server.Visitor("device-7").OpenSocketAsync();
        var made = await staff.CallAsync(
            "/group/addGroup", new { groupName = "opened", avatar = "https://a.b/c.png" });
        var room = made.GetProperty("groupId").GetString()!;

        bool IsOpening(JsonElement frame) => Chat33Client.IsEvent(frame, 7)
            && frame.GetProperty("groupId").GetString() == room;
        foreach (var socket in new[] { annas, visitors })
        {
            var told = await socket.ExpectAsync("the opening", IsOpening);
            Assert.Equal(
                ["eventType", "groupId", "groupName", "avatar", "description", "createTime", "openTime", "closeTime",
                    "status", "totalNumber", "userNumber", "visitorNumber"],
                told.EnumerateObject().Select(member => member.Name));
            Assert.Equal(("opened", 0, "0"), (told.GetProperty("groupName").GetString(),
                told.GetProperty("status").GetInt32(), told.GetProperty("totalNumber").GetString()));
        }

        await EnterAsync(room, annas);
        await staff.CallAsync("/group/setStatus", new { groupId = room, type = 1 });
        await annas.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 4));
        await staff.CallAsync("/group/setStatus", new { groupId = room, type = 0 });
        await annas.ExpectAsync("the opening", IsOpening);
        await annas.SendAsync(Chat33Client.SayInChatRoom(room, "m1", "still here"));
        var refusal = await annas.ExpectAsync("the refusal", frame => Chat33Client.IsMessage(frame, "m1"));
        Assert.Equal(-5001, refusal.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task The_list_is_filtered_and_shows_closed_ones_to_staff_alone()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Anna");
        var open = await Chat33Host.ChatRoomAsync(staff, "Filter open 50%");
        var closed = await Chat33Host.ChatRoomAsync(staff, "Filter closed");
        await staff.CallAsync("/group/setStatus", new { groupId = closed, type = 1 });
        var made = (await staff.CallAsync("/group/info", new { groupId = open })).GetProperty("createTime").GetInt64();

        Assert.Equal([open, closed], await ListAsync(staff, new { groupStatus = 3, groupName = "filter" }));
        Assert.Equal([closed], await ListAsync(staff, new { groupStatus = 2, groupName = "filter" }));
        Assert.Equal([open], await ListAsync(anna, new { groupStatus = 3, groupName = "filter" }));
        Assert.Equal([], await ListAsync(anna, new { groupStatus = 2, groupName = "filter" }));
        Assert.Equal([open], await ListAsync(anna, new { groupStatus = 1, groupName = "50%" }));
        Assert.Equal([], await ListAsync(anna, new { groupStatus = 1, groupName = "_pen" }));
        Assert.Equal([open], await ListAsync(anna, new { groupStatus = 1, groupName = "filter", startTime = made, endTime = made + 1 }));
        Assert.Equal([], await ListAsync(anna, new { groupStatus = 1, groupName = "filter", startTime = 1, endTime = 2 }));
        Assert.Equal([open], await ListAsync(anna, new { groupStatus = 1, groupName = "filter", startTime = 2, endTime = 1 }));
        Assert.Equal(-1001, await anna.RefusalAsync("/group/list", new { groupStatus = 4 }));
        Assert.Equal(-1002, await anna.RefusalAsync("/group/list", new { }));
    }

    [Fact]
    public async Task The_history_is_open_to_every_user_newest_first()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Anna");
        using var bert = await server.UserAsync("Bert");
        var room = await Chat33Host.ChatRoomAsync(staff);
        await using var annas = await anna.OpenSocketAsync();
        await EnterAsync(room, annas);
        foreach (var id in new[] { "m1", "m2", "m3" })
        {
            await annas.SendAsync(Chat33Client.SayInChatRoom(room, id, id));
            await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, id));
        }

        var first = await bert.CallAsync("/group/getGroupChatHistory", new { id = room, number = 2 });
        var rest = await bert.CallAsync(
            "/group/getGroupChatHistory",
            new { id = room, startId = first.GetProperty("nextLog").GetString(), number = 2 });

        Assert.Equal(["m3", "m2"], Texts(first));
        Assert.Equal(["m1"], Texts(rest));
        Assert.Equal("-1", rest.GetProperty("nextLog").GetString());
        var row = first.GetProperty("logs")[0];
        Assert.Equal((1, room, anna.Id), (row.GetProperty("channelType").GetInt32(),
            row.GetProperty("targetId").GetString(), row.GetProperty("fromId").GetString()));
        Assert.Equal("Anna", row.GetProperty("senderInfo").GetProperty("nickname").GetString());
        Assert.Equal(0, (await anna.CallAsync("/room/list", new { type = 3 })).GetProperty("roomList").GetArrayLength());
        Assert.Equal(0, (await bert.CallAsync("/room/unread")).GetProperty("infos").GetArrayLength());
    }

    [Fact]
    public async Task Staff_sees_who_is_in_page_by_page_and_by_name()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Guest Anna");
        using var bert = await server.UserAsync("Guest Bert");
        var room = await Chat33Host.ChatRoomAsync(staff);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await using var visitors = await server.Visitor("device-8").OpenSocketAsync();
        Assert.Equal(-2001, await staff.RefusalAsync("/group/userInfo", new { id = anna.Id }));
        await EnterAsync(room, annas, berts, visitors);

        await UntilAsync(
            $"{anna.Id} {bert.Id} device-8", async () => string.Join(' ', await GuestsAsync(staff, new { groupId = room })));
        Assert.Equal([anna.Id, bert.Id], await GuestsAsync(staff, new { groupId = room, page = 1, number = 2 }));
        Assert.Equal(["device-8"], await GuestsAsync(staff, new { groupId = room, page = "2", number = "2" }));
        Assert.Equal([bert.Id], await GuestsAsync(staff, new { groupId = room, queryUserName = "bert" }));
        var rows = (await staff.CallAsync("/group/userList", new { groupId = room })).GetProperty("userList");
        Assert.Equal(
            ["id", "account", "name", "uid", "avatar", "remark", "verified", "userLevel"],
            rows[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(("device-8", "", 0), (rows[2].GetProperty("account").GetString(),
            rows[2].GetProperty("name").GetString(), rows[2].GetProperty("userLevel").GetInt32()));
        Assert.Equal(-3000, await anna.RefusalAsync("/group/userList", new { groupId = room }));

        await staff.CallAsync("/group/muted", new { id = anna.Id, mutedTime = 1_234_000 });
        var info = await staff.CallAsync("/group/userInfo", new { id = anna.Id });
        Assert.Equal(
            ["id", "name", "avatar", "uid", "account", "mutedTime", "mutedLastTime", "userLevel"],
            info.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1_234_000, info.GetProperty("mutedLastTime").GetInt64());
        await annas.SendAsync(Chat33Client.SayInChatRoom(room, "m1", "muted"));
        var refusal = await annas.ExpectAsync("the refusal", frame => Chat33Client.IsMessage(frame, "m1"));
        Assert.Equal(-2007, refusal.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Staff_alone_changes_a_chat_room()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Anna");
        var room = await Chat33Host.ChatRoomAsync(staff);

        await staff.CallAsync("/group/editGroupName", new { groupId = room, groupName = "new name" });
        await staff.CallAsync("/group/editAvatar", new { groupId = room, avatar = "https://a.b/c.png" });
        var info = await anna.CallAsync("/group/info", new { groupId = room });

        Assert.Equal(
            ["groupId", "groupName", "avatar", "description", "createTime", "openTime", "closeTime", "status",
                "totalNumber", "userNumber", "visitorNumber"],
            info.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("new name", "https://a.b/c.png"), (info.GetProperty("groupName").GetString(), info.GetProperty("avatar").GetString()));
        Assert.Equal(-3000, await anna.RefusalAsync("/group/addGroup", new { groupName = "mine" }));
        Assert.Equal(-1002, await staff.RefusalAsync("/group/addGroup", new { groupName = "" }));
        Assert.Equal(-1001, await staff.RefusalAsync("/group/editAvatar", new { groupId = room, avatar = "javascript:alert(1)" }));
        Assert.Equal(-1001, await staff.RefusalAsync("/group/setStatus", new { groupId = room, type = 4 }));
        Assert.Equal(-5000, await staff.RefusalAsync("/group/editGroupName", new { groupId = "999999999", groupName = "x" }));
    }

    [Fact]
    public async Task What_was_said_is_reported_by_its_log_id()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var anna = await server.UserAsync("Anna");
        using var bert = await server.UserAsync("Bert");
        var room = await Chat33Host.ChatRoomAsync(staff);
        await using var annas = await anna.OpenSocketAsync();
        await EnterAsync(room, annas);
        await annas.SendAsync(Chat33Client.SayInChatRoom(room, "rude", "rude"));
        var said = await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "rude"));
        var logId = said.GetProperty("logId").GetString();

        Assert.Equal(0, await bert.RefusalAsync("/group/report", new { id = anna.Id, msgId = logId }));
        Assert.Equal(0, await bert.RefusalAsync("/group/report", new { id = anna.Id, msgId = "rude" }));
        Assert.Equal(-2025, await bert.RefusalAsync("/group/report", new { id = staff.Id, msgId = logId }));
        Assert.Equal(-2025, await bert.RefusalAsync("/group/report", new { id = anna.Id, msgId = "polite" }));
        Assert.Equal(-1002, await bert.RefusalAsync("/group/report", new { id = anna.Id }));
    }

    [Fact]
    public async Task The_log_holds_its_invariants()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        var room = await Chat33Host.ChatRoomAsync(staff);
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => server.UserAsync($"Speaker {i}")));
        await Task.WhenAll(people.Select(async one =>
        {
            await using var socket = await one.OpenSocketAsync();
            await EnterAsync(room, socket);
            for (var i = 0; i < 20; i++)
            {
                await socket.SendAsync(Chat33Client.SayInChatRoom(room, $"{one.Id}-{i}", $"{i}"));
            }

            await socket.ExpectAsync("the last answer", frame => Chat33Client.IsMessage(frame, $"{one.Id}-19"));
        }));
        await staff.CallAsync("/group/setStatus", new { groupId = room, type = 2 });

        Assert.Empty(await server.Host.VerifyLogAsync());
    }

    private static async Task EnterAsync(string chatRoomId, params WireSocket[] sockets)
    {
        foreach (var socket in sockets)
        {
            await socket.SendAsync($$"""{"eventType":1,"msgId":"in","groupId":"{{chatRoomId}}"}""");
            var answer = await socket.ExpectAsync(
                "the answer", frame => frame.TryGetProperty("msgId", out var id) && id.GetString() == "in");
            Assert.Equal((1, 0, "操作成功"), (answer.GetProperty("eventType").GetInt32(),
                answer.GetProperty("code").GetInt32(), answer.GetProperty("content").GetString()));
        }
    }

    private static Task CountsAsync(Chat33Client caller, string room, int users, int visitors) =>
        UntilAsync((users + visitors, users, visitors), async () =>
        {
            var info = await caller.CallAsync("/group/info", new { groupId = room });
            return (info.GetProperty("totalNumber").GetInt32(), info.GetProperty("userNumber").GetInt32(),
                info.GetProperty("visitorNumber").GetInt32());
        });

    /// <summary>Who comes or goes is counted rightly within a moment: lists of who is in may overtake each
    /// other.</summary>
    private static async Task UntilAsync<T>(T wanted, Func<Task<T>> ask)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (await ask() is var got && !Equals(wanted, got))
        {
            if (TimeProvider.System.GetElapsedTime(since) > WireSocket.Patience)
            {
                Assert.Equal(wanted, got);
            }

            await Task.Delay(100);
        }
    }

    private static async Task<int> TotalAsync(Chat33Client caller, string room) =>
        (await caller.CallAsync("/group/getOnlineNumber", new { groupId = room })).GetProperty("totalNumber").GetInt32();

    private static async Task<IEnumerable<string?>> ListAsync(Chat33Client caller, object filter) =>
        (await caller.CallAsync("/group/list", filter)).GetProperty("groups").EnumerateArray()
            .Select(row => row.GetProperty("groupId").GetString());

    private static async Task<IEnumerable<string?>> GuestsAsync(Chat33Client caller, object page)
    {
        var data = await caller.CallAsync("/group/userList", page);
        Assert.Equal(data.GetProperty("userList").GetArrayLength(), data.GetProperty("totalnum").GetInt32());
        return data.GetProperty("userList").EnumerateArray().Select(row => row.GetProperty("id").GetString());
    }

    private static IEnumerable<string?> Texts(JsonElement page) => page.GetProperty("logs").EnumerateArray()
        .Select(row => row.GetProperty("msg").GetProperty("content").GetString());
}
