using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Asking to be in a room, being let in, and the list of what was asked.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33ApplicationTests(Chat33Host server)
{
    [Fact]
    public async Task One_asks_a_manager_says_yes_and_everybody_concerned_is_told()
    {
        using var owner = await server.UserAsync("Owner");
        using var guest = await server.UserAsync("Guest");
        var roomId = await RoomAsync(owner, joinPermission: 1);
        await using var owners = await owner.OpenSocketAsync();
        await using var guests = await guest.OpenSocketAsync();

        var state = await guest.CallAsync("/room/joinRoomApply", new { roomId, applyReason = "申请理由" });
        Assert.Equal(2, state.GetProperty("state").GetInt32());
        var asked = await owners.ExpectAsync("the application", frame => Chat33Client.IsEvent(frame, 23));
        Assert.Equal((1, 1, "申请理由"), (
            asked.GetProperty("type").GetInt32(), asked.GetProperty("status").GetInt32(), asked.GetProperty("applyReason").GetString()));
        Assert.Equal((guest.Id, "Guest"), PartyOf(asked, "senderInfo"));
        Assert.Equal((roomId, "群"), PartyOf(asked, "receiveInfo"));
        Assert.Equal(1, (await owner.CallAsync("/chat33/unreadApplyNumber")).GetProperty("number").GetInt32());

        await owner.CallAsync("/room/joinRoomApprove", new { roomId, userId = guest.Id, agree = 1 });
        var answered = await guests.ExpectAsync("the yes", frame => Chat33Client.IsEvent(frame, 23));
        Assert.Equal(3, answered.GetProperty("status").GetInt32());
        var joined = await owners.ExpectAsync("the newcomer", frame => Chat33Client.IsEvent(frame, 20));
        Assert.Equal(guest.Id, joined.GetProperty("userId").GetString());
        Assert.Equal(0, (await owner.CallAsync("/chat33/unreadApplyNumber")).GetProperty("number").GetInt32());
        var log = Assert.Single((await guest.CallAsync("/room/chatLog", new { id = roomId, number = 20 })).GetProperty("logs").EnumerateArray());
        Assert.Equal((6, 5), (log.GetProperty("msgType").GetInt32(), log.GetProperty("msg").GetProperty("type").GetInt32()));
        Assert.Equal(-2019, await owner.RefusalAsync("/room/joinRoomApprove", new { roomId, userId = guest.Id, agree = 1 }));
        Assert.Equal(-6100, await guest.RefusalAsync("/room/joinRoomApply", new { roomId }));
        Assert.Empty(await server.Host.VerifyLogAsync());
    }

    [Fact]
    public async Task A_no_is_told_to_the_applicant()
    {
        using var owner = await server.UserAsync("Owner");
        using var guest = await server.UserAsync("Guest");
        var roomId = await RoomAsync(owner, joinPermission: 1);
        await using var guests = await guest.OpenSocketAsync();
        await guest.CallAsync("/room/joinRoomApply", new { roomId });

        await owner.CallAsync("/room/joinRoomApprove", new { roomId, userId = guest.Id, agree = 2 });

        var answered = await guests.ExpectAsync("the no", frame => Chat33Client.IsEvent(frame, 23));
        Assert.Equal(2, answered.GetProperty("status").GetInt32());
        Assert.False((await guest.CallAsync("/room/userIsInRoom", new { roomId })).GetProperty("isInRoom").GetBoolean());
    }

    [Fact]
    public async Task What_the_room_does_not_allow_has_its_code()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        using var guest = await server.UserAsync("Guest");
        var roomId = await RoomAsync(owner, joinPermission: 3, member);

        Assert.Equal(-6103, await guest.RefusalAsync("/room/joinRoomApply", new { roomId }));
        Assert.Equal(-6101, await guest.RefusalAsync("/room/joinRoomApply", new { roomId = "999999" }));
        Assert.Equal(-3000, await member.RefusalAsync("/room/joinRoomInvite", new { roomId, users = new[] { guest.Id } }));
        Assert.Equal(-3000, await member.RefusalAsync("/room/joinRoomApprove", new { roomId, userId = guest.Id, agree = 1 }));
        Assert.Equal(-2020, await owner.RefusalAsync("/room/joinRoomApprove", new { roomId, userId = guest.Id, agree = 1 }));
        Assert.Equal(-1001, await owner.RefusalAsync("/room/joinRoomApprove", new { roomId, userId = guest.Id, agree = 0 }));
        await owner.CallAsync("/room/setPermission", new { roomId, joinPermission = 2 });
        Assert.Equal(3, (await guest.CallAsync("/room/joinRoomApply", new { roomId })).GetProperty("state").GetInt32());
    }

    [Fact]
    public async Task Whom_an_ordinary_member_invites_stands_in_the_managers_list()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        using var guest = await server.UserAsync("Guest");
        var roomId = await RoomAsync(owner, joinPermission: 1, member);

        var invited = await member.CallAsync("/room/joinRoomInvite", new { roomId, users = new[] { guest.Id } });

        Assert.Equal(2, invited.GetProperty("state").GetInt32());
        var row = Assert.Single((await owner.CallAsync("/chat33/applyList", new { id = "", number = 10 })).GetProperty("applyList").EnumerateArray());
        Assert.Equal((guest.Id, "Guest"), PartyOf(row, "senderInfo"));
        Assert.Equal(
            3,
            (await owner.CallAsync("/room/joinRoomInvite", new { roomId, users = new[] { guest.Id } })).GetProperty("state").GetInt32());
    }

    [Fact]
    public async Task The_list_is_paged_from_what_was_asked_last()
    {
        using var owner = await server.UserAsync("Owner");
        using var guest = await server.UserAsync("Guest");
        var roomId = await RoomAsync(owner, joinPermission: 1);
        await owner.CallAsync("/friend/add", new { id = guest.Id, reason = "1" });
        await guest.CallAsync("/room/joinRoomApply", new { roomId, applyReason = "2" });
        await guest.CallAsync("/friend/add", new { id = owner.Id, reason = "3" });

        var first = await owner.CallAsync("/chat33/applyList", new { number = 2 });
        Assert.Equal(3, first.GetProperty("totalNumber").GetInt32());
        Assert.Equal(["3", "2"], Reasons(first));
        var next = first.GetProperty("nextId").GetString();
        var rest = await owner.CallAsync("/chat33/applyList", new { id = next, number = 2 });
        Assert.Equal(["1"], Reasons(rest));
        Assert.Equal((next, "-1"), (
            rest.GetProperty("applyList")[0].GetProperty("id").GetString(), rest.GetProperty("nextId").GetString()));

        await owner.CallAsync("/friend/add", new { id = guest.Id, reason = "1 again" });
        Assert.Equal(["1 again", "3", "2"], Reasons(await owner.CallAsync("/chat33/applyList", new { number = 10 })));
        Assert.Equal(2, (await owner.CallAsync("/chat33/unreadApplyNumber")).GetProperty("number").GetInt32());
        Assert.Equal(1, (await guest.CallAsync("/chat33/unreadApplyNumber")).GetProperty("number").GetInt32());
        var row = first.GetProperty("applyList")[1];
        Assert.Equal(
            ["senderInfo", "receiveInfo", "id", "type", "applyReason", "status", "datetime"],
            row.EnumerateObject().Select(member => member.Name));
        Assert.Equal((roomId, "群"), PartyOf(row, "receiveInfo"));
    }

    [Fact]
    public async Task The_room_goes_to_another_owner_and_the_members_read_it()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        using var stranger = await server.UserAsync("Stranger");
        var roomId = await Chat33Host.RoomAsync(owner, member);

        Assert.Equal(-3000, await member.RefusalAsync("/room/setLevel", new { roomId, userId = owner.Id, level = 1 }));
        Assert.Equal(-2021, await owner.RefusalAsync("/room/setLevel", new { roomId, userId = owner.Id, level = 1 }));
        Assert.Equal(-6105, await owner.RefusalAsync("/room/setLevel", new { roomId, userId = stranger.Id, level = 2 }));
        Assert.Equal(-1001, await owner.RefusalAsync("/room/setLevel", new { roomId, userId = member.Id, level = 4 }));
        await owner.CallAsync("/room/setLevel", new { roomId, userId = member.Id, level = 2 });
        await owner.CallAsync("/room/setLevel", new { roomId, userId = member.Id, level = 3 });

        var levels = (await owner.CallAsync("/room/userList", new { roomId })).GetProperty("userList").EnumerateArray()
            .ToDictionary(row => row.GetProperty("id").GetString()!, row => row.GetProperty("memberLevel").GetInt32());
        Assert.Equal((1, 3), (levels[owner.Id], levels[member.Id]));
        var alerts = (await owner.CallAsync("/room/chatLog", new { id = roomId, number = 20 })).GetProperty("logs").EnumerateArray()
            .Where(log => log.GetProperty("msgType").GetInt32() == 6)
            .Select(log => log.GetProperty("msg").GetProperty("type").GetInt32());
        Assert.Equal([9, 10], alerts);
        await owner.CallAsync("/room/loginOut", new { roomId });
        Assert.Empty(await server.Host.VerifyLogAsync());
    }

    private static async Task<string> RoomAsync(Chat33Client owner, int joinPermission, params Chat33Client[] members)
    {
        var roomId = await Chat33Host.RoomAsync(owner, members);
        await owner.CallAsync("/room/setPermission", new { roomId, joinPermission });
        return roomId;
    }

    private static (string? Id, string? Name) PartyOf(JsonElement row, string name) =>
        (row.GetProperty(name).GetProperty("id").GetString(), row.GetProperty(name).GetProperty("name").GetString());

    private static IEnumerable<string?> Reasons(JsonElement page) => page.GetProperty("applyList").EnumerateArray()
        .Select(row => row.GetProperty("applyReason").GetString());
}
