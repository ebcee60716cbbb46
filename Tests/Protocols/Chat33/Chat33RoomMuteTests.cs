using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Who may speak in a room, its announcements, and finding it by its number.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33RoomMuteTests(Chat33Host server)
{
    private const long Forever = 7_258_089_600_000;

    [Fact]
    public async Task A_muted_member_is_told_and_refused_until_he_is_let_again()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        var roomId = await Chat33Host.RoomAsync(owner, member);
        await using var members = await member.OpenSocketAsync();

        await owner.CallAsync("/room/setMutedSingle", new { roomId, userId = member.Id, deadline = Forever });
        var muted = await members.ExpectAsync("the mute", frame => Chat33Client.IsEvent(frame, 25));
        Assert.Equal((roomId, 2, Forever), (
            muted.GetProperty("roomId").GetString(), muted.GetProperty("type").GetInt32(), muted.GetProperty("deadline").GetInt64()));
        Assert.Equal(-2007, await SayAsync(members, roomId, "m1"));
        var info = await member.CallAsync("/room/info", new { roomId });
        Assert.Equal((2, 1, 2, Forever), MuteOf(info));
        var row = await owner.CallAsync("/room/userInfo", new { roomId, userId = member.Id });
        Assert.Equal((2, Forever), (row.GetProperty("mutedType").GetInt32(), row.GetProperty("deadline").GetInt64()));

        await owner.CallAsync("/room/setMutedSingle", new { roomId, userId = member.Id, deadline = 0 });
        var lifted = await members.ExpectAsync("the lift", frame => Chat33Client.IsEvent(frame, 25));
        Assert.Equal((1, 0), (lifted.GetProperty("type").GetInt32(), lifted.GetProperty("deadline").GetInt64()));
        Assert.Equal(0, await SayAsync(members, roomId, "m2"));
        Assert.Equal((1, 0, 1, 0), MuteOf(await member.CallAsync("/room/info", new { roomId })));
    }

    [Fact]
    public async Task Only_the_white_list_speaks_and_then_nobody_and_then_everybody()
    {
        using var owner = await server.UserAsync("Owner");
        using var one = await server.UserAsync("One");
        using var other = await server.UserAsync("Other");
        var roomId = await Chat33Host.RoomAsync(owner, one, other);
        await using var ones = await one.OpenSocketAsync();
        await using var others = await other.OpenSocketAsync();
        await using var owners = await owner.OpenSocketAsync();

        await owner.CallAsync("/room/setMutedList", new { roomId, listType = 3, users = new[] { one.Id } });
        Assert.Equal((0, -2007), (await SayAsync(ones, roomId, "w1"), await SayAsync(others, roomId, "w2")));
        Assert.Equal((3, 1, 3, 0), MuteOf(await one.CallAsync("/room/info", new { roomId })));

        await owner.CallAsync("/room/setMutedList", new { roomId, listType = 4, deadline = Forever });
        Assert.Equal((-2007, -2007), (await SayAsync(ones, roomId, "n1"), await SayAsync(others, roomId, "n2")));
        Assert.Equal(0, await SayAsync(owners, roomId, "n3"));

        await owner.CallAsync("/room/setMutedList", new { roomId, listType = 1 });
        Assert.Equal((0, 0), (await SayAsync(ones, roomId, "a1"), await SayAsync(others, roomId, "a2")));
        var alerts = (await one.CallAsync("/room/chatLog", new { id = roomId, number = 20 })).GetProperty("logs").EnumerateArray()
            .Where(log => log.GetProperty("msgType").GetInt32() == 6).Select(log => log.GetProperty("msg"));
        Assert.Equal(
            [(14, 1), (14, 4), (14, 3)],
            alerts.Select(msg => (msg.GetProperty("type").GetInt32(), msg.GetProperty("mutedType").GetInt32())));
    }

    [Fact]
    public async Task Nobody_of_rank_is_muted_and_wrong_values_have_their_codes()
    {
        using var owner = await server.UserAsync("Owner");
        using var manager = await server.UserAsync("Manager");
        using var stranger = await server.UserAsync("Stranger");
        var roomId = await Chat33Host.RoomAsync(owner, manager);
        await owner.CallAsync("/room/setLevel", new { roomId, userId = manager.Id, level = 2 });

        Assert.Equal(-3000, await owner.RefusalAsync("/room/setMutedSingle", new { roomId, userId = manager.Id, deadline = Forever }));
        Assert.Equal(-3000, await manager.RefusalAsync("/room/setMutedList", new { roomId, listType = 2, users = new[] { owner.Id } }));
        Assert.Equal(-6105, await owner.RefusalAsync("/room/setMutedSingle", new { roomId, userId = stranger.Id, deadline = 0 }));
        Assert.Equal(-1001, await owner.RefusalAsync("/room/setMutedSingle", new { roomId, userId = stranger.Id, deadline = 1 }));
        Assert.Equal(-1001, await owner.RefusalAsync("/room/setMutedList", new { roomId, listType = 5 }));
        Assert.Equal(-1001, await owner.RefusalAsync("/room/setMutedList", new { roomId, listType = 2 }));
        Assert.Equal(-1002, await owner.RefusalAsync("/room/setMutedList", new { roomId }));
    }

    [Fact]
    public async Task Announcements_are_shown_with_the_room_and_paged()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        var roomId = await Chat33Host.RoomAsync(owner, member);
        await using var members = await member.OpenSocketAsync();
        await owner.CallAsync("/room/sendSystemMsgs", new { roomId, content = "第一条" });
        await owner.CallAsync("/room/sendSystemMsgs", new { roomId, content = "第二条" });

        var frame = await members.ExpectAsync("the announcement", each =>
            Chat33Client.IsEvent(each, 0) && each.GetProperty("msg").GetProperty("content").GetString() == "第二条");
        Assert.Equal((0, ""), (frame.GetProperty("msgType").GetInt32(), frame.GetProperty("msgId").GetString()));
        var shown = (await member.CallAsync("/room/info", new { roomId })).GetProperty("systemMsg");
        Assert.Equal(2, shown.GetProperty("number").GetInt32());
        Assert.Equal("第二条", Assert.Single(shown.GetProperty("list").EnumerateArray()).GetProperty("content").GetString());

        var page = await member.CallAsync("/room/systemMsgs", new { roomId, startId = "", number = 1 });
        var rest = await member.CallAsync(
            "/room/systemMsgs", new { roomId, startId = page.GetProperty("nextLog").GetString(), number = 10 });
        var last = Assert.Single(rest.GetProperty("list").EnumerateArray());
        Assert.Equal(("第一条", "Owner"), (last.GetProperty("content").GetString(), last.GetProperty("senderName").GetString()));
        Assert.Equal((2, "-1"), (rest.GetProperty("number").GetInt32(), rest.GetProperty("nextLog").GetString()));
        Assert.Equal(-2006, await member.RefusalAsync("/room/sendSystemMsgs", new { roomId, content = "mine" }));
        Assert.Equal(-1002, await owner.RefusalAsync("/room/sendSystemMsgs", new { roomId, content = "" }));
    }

    [Fact]
    public async Task Rooms_and_users_are_found_by_their_numbers_and_by_nothing_less()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var stranger = await server.UserAsync("Stranger");
        var roomId = await Chat33Host.RoomAsync(anna);
        var info = await anna.CallAsync("/room/info", new { roomId });
        var markId = info.GetProperty("markId").GetString()!;
        await anna.CallAsync("/friend/setRemark", new { id = bert.Id, remark = "小伯" });
        var uid = (await bert.CallAsync("/user/userInfo", new { id = bert.Id })).GetProperty("uid").GetString();

        var room = await stranger.CallAsync("/chat33/search", new { markId });
        Assert.Equal((1, roomId), (room.GetProperty("type").GetInt32(), room.GetProperty("roomInfo").GetProperty("id").GetString()));
        Assert.False(room.TryGetProperty("userInfo", out _));
        var user = (await anna.CallAsync("/chat33/search", new { markId = uid }));
        Assert.Equal((2, bert.Id, "小伯"), (
            user.GetProperty("type").GetInt32(),
            user.GetProperty("userInfo").GetProperty("id").GetString(),
            user.GetProperty("userInfo").GetProperty("remark").GetString()));
        var seen = await stranger.CallAsync("/chat33/search", new { markId = uid });
        Assert.Equal("", seen.GetProperty("userInfo").GetProperty("remark").GetString());
        foreach (var nothing in new[] { markId[..8], bert.Id, "-1", "999999999999", "Bert", "86" })
        {
            Assert.Equal("{}", (await stranger.CallAsync("/chat33/search", new { markId = nothing })).GetRawText());
        }

        await bert.CallAsync("/friend/block", new { userId = stranger.Id });
        Assert.Equal("{}", (await stranger.CallAsync("/chat33/search", new { markId = uid })).GetRawText());
        await anna.CallAsync("/room/delete", new { roomId });
        Assert.Equal("{}", (await stranger.CallAsync("/chat33/search", new { markId })).GetRawText());
        Assert.Equal(-1002, await stranger.RefusalAsync("/chat33/search", new { markId = "" }));
    }

    [Fact]
    public async Task A_user_is_found_by_his_account()
    {
        using var stranger = await server.UserAsync("Stranger");
        using var client = server.Stranger();
        var mobile = Chat33Host.NextMobile();
        await client.CallAsync("/send/sms", new { mobile });
        client.Headers["FZM-DEVICE"] = "Android";
        var made = await client.CallAsync(
            "/user/register", new { mobile, password = "a long password", captcha = Chat33Host.Captcha });

        foreach (var number in new[] { "86" + mobile, mobile })
        {
            var found = await stranger.CallAsync("/chat33/search", new { markId = number });
            Assert.Equal(
                made.GetProperty("id").GetString(), found.GetProperty("userInfo").GetProperty("id").GetString());
        }
    }

    /// <summary>Says something and returns the code of the answer.</summary>
    private static async Task<int> SayAsync(WireSocket socket, string roomId, string messageId)
    {
        await socket.SendAsync(Chat33Client.SayInRoom(roomId, messageId, "hello"));
        var answer = await socket.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, messageId));
        return answer.TryGetProperty("code", out var code) ? code.GetInt32() : 0;
    }

    private static (int Rule, int Number, int List, long Deadline) MuteOf(JsonElement info) => (
        info.GetProperty("roomMutedType").GetInt32(),
        info.GetProperty("mutedNumber").GetInt32(),
        info.GetProperty("mutedType").GetInt32(),
        info.GetProperty("deadline").GetInt64());
}
