namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>What managers set for a room and members for themselves, as the document and the public clients call
/// it.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33RoomSettingTests(Chat33Host server)
{
    [Fact]
    public async Task Permissions_are_set_one_by_one_and_0_leaves_them()
    {
        using var owner = await server.UserAsync("Owner");
        var roomId = await Chat33Host.RoomAsync(owner);

        await owner.CallAsync("/room/setPermission", new { roomId, canAddFriend = 2, joinPermission = 0 });
        await owner.CallAsync("/room/setPermission", new { roomId, joinPermission = 3 });
        await owner.CallAsync("/room/setPermission", new { roomId, recordPermission = 1 });

        var info = await owner.CallAsync("/room/info", new { roomId });
        Assert.Equal((2, 3, 1), (
            info.GetProperty("canAddFriend").GetInt32(),
            info.GetProperty("joinPermission").GetInt32(),
            info.GetProperty("recordPermission").GetInt32()));
        Assert.Equal(-1001, await owner.RefusalAsync("/room/setPermission", new { roomId, joinPermission = 4 }));
        Assert.Equal(-1001, await owner.RefusalAsync("/room/setPermission", new { roomId, canAddFriend = 3 }));
        Assert.Equal(-1001, await owner.RefusalAsync("/room/setPermission", new { roomId, recordPermission = -1 }));
        Assert.Equal(-1002, await owner.RefusalAsync("/room/setPermission", new { canAddFriend = 1 }));
    }

    [Theory]
    [InlineData("/room/setPermission")]
    [InlineData("/room/setName")]
    [InlineData("/room/setAvatar")]
    public async Task Only_managers_set_something_for_the_room(string path)
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        using var stranger = await server.UserAsync("Stranger");
        var roomId = await Chat33Host.RoomAsync(owner, member);
        var body = new { roomId, joinPermission = 1, name = "新名称", avatar = "http://a/b.jpg" };

        Assert.Equal(-3000, await member.RefusalAsync(path, body));
        Assert.Equal(-6105, await stranger.RefusalAsync(path, body));
        Assert.Equal(-6101, await owner.RefusalAsync(path, new { roomId = "999999", body.joinPermission, body.name, body.avatar }));
        Assert.Equal("群", (await owner.CallAsync("/room/info", new { roomId })).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Name_and_picture_are_shown_to_everybody()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        var roomId = await Chat33Host.RoomAsync(owner, member);

        await owner.CallAsync("/room/setName", new { roomId, name = "新名称" });
        await owner.CallAsync("/room/setAvatar", new { roomId, avatar = "http://a/b.jpg" });

        var row = Assert.Single((await member.CallAsync("/room/list", new { type = 3 })).GetProperty("roomList").EnumerateArray());
        Assert.Equal(("新名称", "http://a/b.jpg"), (row.GetProperty("name").GetString(), row.GetProperty("avatar").GetString()));
        Assert.Equal(-1002, await owner.RefusalAsync("/room/setName", new { roomId, name = "" }));
        Assert.Equal(-1001, await owner.RefusalAsync("/room/setName", new { roomId, name = "a\u0007b" }));
        Assert.Equal(-1001, await owner.RefusalAsync("/room/setAvatar", new { roomId, avatar = "javascript:alert(1)" }));
    }

    [Fact]
    public async Task A_member_pins_the_room_wants_no_push_and_takes_a_name()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        var roomId = await Chat33Host.RoomAsync(owner, member);

        await member.CallAsync("/room/setNoDisturbing", new { roomId, setNoDisturbing = 1 });
        await member.CallAsync("/room/stickyOnTop", new { roomId, stickyOnTop = 1 });
        await member.CallAsync("/room/setMemberNickname", new { roomId, nickname = "小明" });

        var info = await member.CallAsync("/room/info", new { roomId });
        Assert.Equal((1, 1, "小明"), (
            info.GetProperty("noDisturbing").GetInt32(),
            info.GetProperty("onTop").GetInt32(),
            info.GetProperty("roomNickname").GetString()));
        var shown = await owner.CallAsync("/room/userInfo", new { roomId, userId = member.Id });
        Assert.Equal(("Member", "小明"), (shown.GetProperty("nickname").GetString(), shown.GetProperty("roomNickname").GetString()));
        Assert.Equal(2, (await owner.CallAsync("/room/info", new { roomId })).GetProperty("onTop").GetInt32());
        Assert.Equal(-1002, await member.RefusalAsync("/room/setMemberNickname", new { roomId, nickname = "" }));
        Assert.Equal(-1001, await member.RefusalAsync("/room/stickyOnTop", new { roomId, stickyOnTop = 3 }));
    }

    [Fact]
    public async Task Members_are_found_by_a_part_of_either_name()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        using var stranger = await server.UserAsync("Stranger");
        var roomId = await Chat33Host.RoomAsync(owner, member);
        await member.CallAsync("/room/setMemberNickname", new { roomId, nickname = "小明" });

        Assert.Equal([owner.Id], await FindAsync(owner, roomId, "OWN"));
        Assert.Equal([member.Id], await FindAsync(owner, roomId, "明"));
        Assert.Empty(await FindAsync(owner, roomId, "Stranger"));
        Assert.Equal(-6105, await stranger.RefusalAsync("/room/searchMember", new { roomId, query = "own" }));
        Assert.Equal(-1002, await owner.RefusalAsync("/room/searchMember", new { roomId, query = "" }));
    }

    [Fact]
    public async Task Anybody_asks_whether_he_is_in_a_room_and_members_ask_about_others()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        using var stranger = await server.UserAsync("Stranger");
        var roomId = await Chat33Host.RoomAsync(owner, member);

        Assert.True(await IsInRoomAsync(member, new { roomId }));
        Assert.False(await IsInRoomAsync(stranger, new { roomId }));
        Assert.True(await IsInRoomAsync(owner, new { roomId, userId = member.Id }));
        Assert.False(await IsInRoomAsync(owner, new { roomId, userId = stranger.Id }));
        Assert.Equal(-6105, await stranger.RefusalAsync("/room/userIsInRoom", new { roomId, userId = member.Id }));
        Assert.Equal(-6101, await owner.RefusalAsync("/room/userIsInRoom", new { roomId = "999999" }));
    }

    private static async Task<bool> IsInRoomAsync(Chat33Client client, object body) =>
        (await client.CallAsync("/room/userIsInRoom", body)).GetProperty("isInRoom").GetBoolean();

    private static async Task<IEnumerable<string>> FindAsync(Chat33Client client, string roomId, string query) =>
        (await client.CallAsync("/room/searchMember", new { roomId, query })).GetProperty("userList").EnumerateArray()
            .Select(member => member.GetProperty("id").GetString()!);
}
