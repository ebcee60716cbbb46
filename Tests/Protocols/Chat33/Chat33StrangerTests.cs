using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Neither without a session nor with somebody else's does one see what others say, who they are together
/// with, or what waits for them.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33StrangerTests(Chat33Host server)
{
    public static TheoryData<string> Paths => [
        "/user/userInfo", "/user/editAvatar", "/user/editNickname", "/user/logout",
        "/friend/list", "/friend/add", "/friend/response", "/friend/delete", "/friend/unread", "/friend/chatLog",
        "/friend/setRemark", "/friend/setNoDisturbing", "/friend/stickyOnTop", "/friend/requestList",
        "/room/create", "/room/info", "/room/list", "/room/userList", "/room/userInfo", "/room/joinRoomInvite", "/room/loginOut",
        "/room/kickOut", "/room/delete", "/room/unread", "/room/chatLog", "/room/getOnlineNumber",
        "/room/setPermission", "/room/setName", "/room/setAvatar", "/room/setNoDisturbing", "/room/stickyOnTop",
        "/room/setMemberNickname", "/room/searchMember", "/room/userIsInRoom",
        "/room/setLevel", "/room/joinRoomApply", "/room/joinRoomApprove", "/chat33/applyList", "/chat33/unreadApplyNumber"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Nobody_calls_without_a_session(string path)
    {
        using var stranger = server.Stranger();
        Assert.Equal(-1004, await stranger.RefusalAsync(path));
        Assert.Equal(-1004, await stranger.RefusalAsync("/chat" + path, new { id = "1" }));

        stranger.Token = "made-up";
        Assert.Equal(-1004, await stranger.RefusalAsync(path, new { roomId = "1" }));
    }

    [Theory]
    [InlineData("/room/userList", -6105)]
    [InlineData("/room/userInfo", -6105)]
    [InlineData("/room/chatLog", -6105)]
    [InlineData("/room/getOnlineNumber", -6105)]
    [InlineData("/room/joinRoomInvite", -6105)]
    [InlineData("/room/loginOut", -6105)]
    [InlineData("/room/kickOut", -6105)]
    [InlineData("/room/delete", -6105)]
    public async Task One_who_is_not_in_a_room_is_refused(string path, int expected)
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        using var stranger = await server.UserAsync("Stranger");
        var roomId = await Chat33Host.RoomAsync(owner, member);
        await SayAsync(owner, Chat33Client.SayInRoom(roomId, "m1", "secret"), "m1");

        var body = new { id = roomId, roomId, userId = member.Id, users = new[] { member.Id }, number = 20 };

        Assert.Equal(expected, await stranger.RefusalAsync(path, body));
        Assert.Equal(2, (await owner.CallAsync("/room/userList", new { roomId })).GetProperty("userList").GetArrayLength());
    }

    [Fact]
    public async Task One_who_is_not_in_a_room_sees_its_sign_alone()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        using var stranger = await server.UserAsync("Stranger");
        var roomId = await Chat33Host.RoomAsync(owner, member);
        await SayAsync(owner, Chat33Client.SayInRoom(roomId, "m1", "secret"), "m1");

        var info = await stranger.CallAsync("/room/info", new { roomId });

        Assert.False(info.TryGetProperty("users", out _));
        Assert.False(info.TryGetProperty("memberNumber", out _));
        Assert.Empty((await stranger.CallAsync("/room/list", new { type = 3 })).GetProperty("roomList").EnumerateArray());
        Assert.Empty((await stranger.CallAsync("/room/unread")).GetProperty("infos").EnumerateArray());
        Assert.NotEmpty((await member.CallAsync("/room/unread")).GetProperty("infos").EnumerateArray());
    }

    [Fact]
    public async Task What_two_say_is_read_by_no_third()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var stranger = await server.UserAsync("Stranger");
        await using var strangers = await stranger.OpenSocketAsync();
        await SayAsync(anna, Chat33Client.Say(bert.UserId, "m1", "secret"), "m1");

        Assert.Equal(-2018, await stranger.RefusalAsync("/friend/chatLog", new { id = anna.Id, number = 20 }));
        Assert.Equal(-2018, await stranger.RefusalAsync("/friend/chatLog", new { id = bert.Id, number = 20 }));
        Assert.Equal(-2018, await stranger.RefusalAsync("/friend/setRemark", new { id = bert.Id, remark = "" }));
        Assert.Equal(-2018, await stranger.RefusalAsync("/friend/delete", new { id = bert.Id }));
        Assert.Equal(-2020, await stranger.RefusalAsync("/friend/response", new { id = bert.Id, agree = 1 }));
        Assert.Empty((await stranger.CallAsync("/friend/unread")).GetProperty("infos").EnumerateArray());
        Assert.Empty((await stranger.CallAsync("/friend/list", new { type = 3 })).GetProperty("userList").EnumerateArray());
        Assert.Empty((await stranger.CallAsync("/friend/requestList")).EnumerateArray());

        await strangers.SendAsync(Chat33Client.Say(anna.UserId, "s1", "let me in"));
        var refused = await strangers.ExpectAsync("the refusal", frame => Chat33Client.IsMessage(frame, "s1"));
        Assert.Equal(-2018, refused.GetProperty("code").GetInt32());
        Assert.Single(strangers.Seen);
    }

    [Fact]
    public async Task A_stranger_sees_a_name_and_no_number()
    {
        using var anna = await server.UserAsync("Anna");
        using var staff = await server.UserAsync("Staff", "staff");

        using var stranger = await server.UserAsync("Stranger");
        var seen = await stranger.CallAsync("/user/userInfo", new { id = anna.Id });

        foreach (var hidden in new[] { "account", "phone", "email", "verified", "userLevel", "remark", "addTime" })
        {
            Assert.False(seen.TryGetProperty(hidden, out _), hidden);
        }

        Assert.True((await staff.CallAsync("/user/userInfo", new { id = anna.Id })).TryGetProperty("phone", out _));
        Assert.Equal(JsonValueKind.String, (await anna.CallAsync("/user/userInfo", new { id = anna.Id })).GetProperty("phone").ValueKind);
    }

    [Fact]
    public async Task What_was_said_before_one_came_is_not_shown_to_him()
    {
        using var owner = await server.UserAsync("Owner");
        using var late = await server.UserAsync("Late");
        var roomId = await Chat33Host.RoomAsync(owner);
        await SayAsync(owner, Chat33Client.SayInRoom(roomId, "m1", "before"), "m1");

        await owner.CallAsync("/room/joinRoomInvite", new { roomId, users = new[] { late.Id } });
        await SayAsync(owner, Chat33Client.SayInRoom(roomId, "m2", "after"), "m2");

        var log = await late.CallAsync("/room/chatLog", new { id = roomId, number = 20 });
        Assert.DoesNotContain("before", log.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("after", log.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task SayAsync(Chat33Client client, string frame, string messageId)
    {
        await using var socket = await client.OpenSocketAsync();
        await socket.SendAsync(frame);
        await socket.ExpectAsync("the answer", answer =>
            Chat33Client.IsMessage(answer, messageId) && !answer.TryGetProperty("code", out _));
    }
}
