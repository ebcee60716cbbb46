using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Files and pictures of a conversation, and messages that are passed on. Source: decisions 2.2.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33ForwardTests(Chat33Host server)
{
    [Fact]
    public async Task Messages_are_passed_on_one_by_one_or_as_one()
    {
        var (anna, bert) = await server.FriendsAsync();
        var source = await Chat33Host.RoomAsync(anna, bert);
        var target = await Chat33Host.RoomAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        var logs = new List<string>();
        foreach (var id in new[] { "m1", "m2" })
        {
            await annas.SendAsync(Chat33Client.SayInRoom(source, id, $"text {id}"));
            logs.Add((await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, id))).GetProperty("logId").GetString()!);
        }

        var each = await ForwardAsync(anna, source, 1, logs, [target], [bert.Id]);
        var merged = await ForwardAsync(anna, source, 2, logs, [target], []);

        Assert.Equal("{\"failsNumber\":0}", each.GetRawText());
        Assert.Equal("{\"failsNumber\":0}", merged.GetRawText());
        var room = (await bert.CallAsync("/room/chatLog", new { id = target, number = 3 })).GetProperty("logs").EnumerateArray().ToArray();
        var one = room[0].GetProperty("msg");
        Assert.Equal(8, room[0].GetProperty("msgType").GetInt32());
        Assert.Equal((2, 2, source), (one.GetProperty("forwardType").GetInt32(), one.GetProperty("channelType").GetInt32(), one.GetProperty("fromId").GetString()));
        Assert.Equal("Anna", one.GetProperty("forwardUserName").GetString());
        Assert.Equal(["text m1", "text m2"], one.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("msg").GetProperty("content").GetString()));
        Assert.Equal("Anna", one.GetProperty("data")[0].GetProperty("senderInfo").GetProperty("nickname").GetString());
        Assert.Equal(["text m2", "text m1"], room.Skip(1).Select(row => row.GetProperty("msg").GetProperty("content").GetString()));
        Assert.Equal(1, room[1].GetProperty("msg").GetProperty("forwardType").GetInt32());
        var friend = (await bert.CallAsync("/friend/chatLog", new { id = anna.Id, number = 2 })).GetProperty("logs").EnumerateArray();
        Assert.Equal(["text m2", "text m1"], friend.Select(row => row.GetProperty("msg").GetProperty("content").GetString()));
    }

    [Fact]
    public async Task Nothing_is_passed_on_that_the_caller_may_not_read_and_nowhere_where_he_may_not_post()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var carl = await server.UserAsync("Carl");
        var source = await Chat33Host.RoomAsync(anna, bert);
        var foreign = await Chat33Host.RoomAsync(carl);
        await using var annas = await anna.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.SayInRoom(source, "m1", "secret"));
        var log = (await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"))).GetProperty("logId").GetString()!;

        var failed = await ForwardAsync(anna, source, 1, [log], [foreign], [carl.Id, anna.Id]);

        Assert.Equal(3, failed.GetProperty("failsNumber").GetInt32());
        Assert.Equal(-2025, await carl.RefusalAsync("/chat33/forward", Body(source, 1, [log], [foreign], [])));
        Assert.Equal(-2025, await anna.RefusalAsync("/chat33/forward", Body(foreign, 1, [log], [source], [])));
        Assert.Equal(-1001, await anna.RefusalAsync("/chat33/forward", Body(source, 1, [], [source], [])));
    }

    [Fact]
    public async Task What_a_client_encrypted_for_each_target_is_posted_as_it_is()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var carl = await server.UserAsync("Carl");
        var room = await Chat33Host.RoomAsync(anna, bert);
        var messages = new[] { new { msgType = 3, msg = new { encryptedMsg = "x", kid = "1" } } };

        var answer = await anna.CallAsync("/chat33/encryptForward", new
        {
            type = 1,
            roomLogs = new[] { new { targetId = room, messages } },
            userLogs = new[] { new { targetId = bert.Id, messages }, new { targetId = carl.Id, messages } },
        });

        Assert.Equal(1, answer.GetProperty("failsNumber").GetInt32());
        foreach (var (path, id) in new[] { ("/room/chatLog", room), ("/friend/chatLog", anna.Id) })
        {
            var row = (await bert.CallAsync(path, new { id, number = 1 })).GetProperty("logs")[0];
            Assert.Equal("{\"encryptedMsg\":\"x\",\"kid\":\"1\"}", row.GetProperty("msg").GetRawText());
            Assert.Equal(3, row.GetProperty("msgType").GetInt32());
        }
    }

    [Fact]
    public async Task Files_and_pictures_are_found_apart_by_name_and_by_who_sent_them()
    {
        var (anna, bert) = await server.FriendsAsync();
        var room = await Chat33Host.RoomAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await SayAsync(annas, room, "f1", 9, new { fileUrl = "https://a/1", size = 1, md5 = "x", name = "Report.PDF" });
        await SayAsync(berts, room, "f2", 9, new { fileUrl = "https://a/2", size = 1, md5 = "x", name = "notes.txt" });
        await SayAsync(annas, room, "p1", 3, new { imageUrl = "https://a/3", width = 1, height = 1 });
        await SayAsync(annas, room, "p2", 3, new { imageUrl = "https://a/4", width = 1, height = 1 }, isSnap: 1);
        await SayAsync(annas, room, "v1", 5, new { mediaUrl = "https://a/5", time = 1 });

        Assert.Equal(["f2", "f1"], await IdsAsync(bert, "/room/historyFiles", new { id = room, startId = "", number = 20, query = "", owner = "" }));
        Assert.Equal(["f1"], await IdsAsync(bert, "/room/historyFiles", new { id = room, query = "report" }));
        Assert.Equal(["f2"], await IdsAsync(bert, "/room/historyFiles", new { id = room, owner = bert.Id }));
        Assert.Equal(["v1", "p1"], await IdsAsync(bert, "/room/historyPhotos", new { id = room, startId = "", number = 40 }));
        Assert.Empty(await IdsAsync(bert, "/friend/historyFiles", new { id = anna.Id }));
        var page = await bert.CallAsync("/room/historyFiles", new { id = room, number = 1 });
        var next = page.GetProperty("nextLog").GetString();
        Assert.Equal(["f1"], await IdsAsync(bert, "/room/historyFiles", new { id = room, startId = next, number = 1 }));
    }

    [Fact]
    public async Task Only_what_is_forgotten_once_seen_is_seen()
    {
        var (anna, bert) = await server.FriendsAsync();
        var room = await Chat33Host.RoomAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        var snap = await SayAsync(annas, room, "s1", 1, new { content = "burns" }, isSnap: 1);
        var plain = await SayAsync(annas, room, "s2", 1, new { content = "stays" });

        Assert.Equal(0, await bert.RefusalAsync("/chat33/readSnapMsg", new { logId = snap, type = 1 }));
        Assert.Equal(-2025, await bert.RefusalAsync("/chat33/readSnapMsg", new { logId = snap, type = 2 }));
        Assert.Equal(-2025, await bert.RefusalAsync("/chat33/readSnapMsg", new { logId = plain, type = 1 }));
    }

    [Fact]
    public async Task Users_are_found_by_the_number_beside_their_id()
    {
        var (anna, bert) = await server.FriendsAsync();
        var uid = (await anna.CallAsync("/user/userInfo", new { id = bert.Id })).GetProperty("uid").GetString()!;

        var one = await anna.CallAsync("/user/userInfoByUid", new { uid });
        var many = await anna.CallAsync("/user/usersInfo", new { uids = new[] { uid, "7" } });
        var settings = await anna.CallAsync("/user/userConf");

        Assert.Equal((bert.Id, 1), (one.GetProperty("id").GetString(), one.GetProperty("isFriend").GetInt32()));
        Assert.Equal(bert.Id, Assert.Single(many.GetProperty("userList").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(one.GetProperty("needConfirm").GetInt32(), settings.GetProperty("needConfirm").GetInt32());
    }

    private static object Body(string source, int forwardType, IEnumerable<string> logs, string[] rooms, string[] users) =>
        new { sourceId = source, type = 1, forwardType, logArray = logs, targetRooms = rooms, targetUsers = users };

    private static Task<JsonElement> ForwardAsync(
        Chat33Client who, string source, int forwardType, IEnumerable<string> logs, string[] rooms, string[] users) =>
        who.CallAsync("/chat33/forward", Body(source, forwardType, logs, rooms, users));

    private static async Task<IEnumerable<string?>> IdsAsync(Chat33Client who, string path, object body) =>
        (await who.CallAsync(path, body)).GetProperty("logs").EnumerateArray().Select(row => row.GetProperty("msgId").GetString());

    private static async Task<string> SayAsync(WireSocket socket, string room, string id, int msgType, object msg, int isSnap = 2)
    {
        await socket.SendAsync(JsonSerializer.Serialize(
            new { eventType = 0, msgId = id, channelType = 2, targetId = room, msgType, msg, isSnap }));
        var answer = await socket.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, id));
        return answer.GetProperty("logId").GetString()!;
    }
}
