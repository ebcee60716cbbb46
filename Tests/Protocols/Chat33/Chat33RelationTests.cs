namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Whom a user blocks, what he notes about friends, and how a friendship ends. Source: decisions 2.2.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33RelationTests(Chat33Host server)
{
    private static readonly string[] Picture = ["https://a/b.jpg"];
    private static readonly string[] Script = ["javascript:1"];

    [Fact]
    public async Task A_blocked_friend_is_refused_until_he_is_no_more()
    {
        var (anna, bert) = await server.FriendsAsync();
        await using var berts = await bert.OpenSocketAsync();
        await anna.CallAsync("/friend/block", new { userId = bert.Id });

        await berts.SendAsync(Chat33Client.Say(anna.UserId, "m1", "hello"));
        var refusal = await berts.ExpectAsync("the refusal", frame => Chat33Client.IsMessage(frame, "m1"));
        var listed = Assert.Single((await anna.CallAsync("/friend/blocked-list")).GetProperty("userList").EnumerateArray());
        var seen = await anna.CallAsync("/user/userInfo", new { id = bert.Id });
        var seenByHim = await bert.CallAsync("/user/userInfo", new { id = anna.Id });
        await anna.CallAsync("/friend/unblock", new { userId = bert.Id });
        await berts.SendAsync(Chat33Client.Say(anna.UserId, "m2", "hello"));
        var taken = await berts.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m2"));

        Assert.Equal(-2032, refusal.GetProperty("code").GetInt32());
        Assert.Equal((bert.Id, 1), (listed.GetProperty("id").GetString(), listed.GetProperty("isBlocked").GetInt32()));
        Assert.Equal((1, 2), (seen.GetProperty("isBlocked").GetInt32(), seenByHim.GetProperty("isBlocked").GetInt32()));
        Assert.True(taken.TryGetProperty("logId", out _), "a message is taken again");
        Assert.Equal("{\"userList\":[]}", (await anna.CallAsync("/friend/blocked-list")).GetRawText());
    }

    [Fact]
    public async Task A_blocked_stranger_cannot_apply()
    {
        using var anna = await server.UserAsync("Anna");
        using var carl = await server.UserAsync("Carl");
        await anna.CallAsync("/friend/block", new { userId = carl.Id });

        Assert.Equal(-2032, await carl.RefusalAsync("/friend/add", new { id = anna.Id }));
        Assert.Equal(0, await anna.RefusalAsync("/friend/add", new { id = carl.Id }));
    }

    [Fact]
    public async Task Who_has_blocked_somebody_is_brought_into_no_room_by_him()
    {
        using var anna = await server.UserAsync("Anna");
        using var bert = await server.UserAsync("Bert");
        using var carl = await server.UserAsync("Carl");
        await anna.CallAsync("/friend/block", new { userId = carl.Id });

        var room = await carl.CallAsync("/room/create", new { roomName = "Carl's", users = new[] { anna.Id } });
        var roomId = room.GetProperty("id").GetString();
        var alone = await carl.RefusalAsync("/room/joinRoomInvite", new { roomId, users = new[] { anna.Id } });
        await carl.CallAsync("/room/joinRoomInvite", new { roomId, users = new[] { anna.Id, bert.Id } });

        Assert.Equal((1, -2032), (room.GetProperty("memberNumber").GetInt32(), alone));
        Assert.Equal("[]", (await anna.CallAsync("/room/list", new { type = 3 })).GetProperty("roomList").GetRawText());
        Assert.Single((await bert.CallAsync("/room/list", new { type = 3 })).GetProperty("roomList").EnumerateArray());
    }

    [Fact]
    public async Task Notes_about_a_friend_are_shown_to_their_author_alone()
    {
        var (anna, bert) = await server.FriendsAsync();
        Assert.Equal("{}", (await anna.CallAsync("/user/userInfo", new { id = bert.Id })).GetProperty("extRemark").GetRawText());

        await anna.CallAsync("/friend/setExtRemark", new
        {
            id = bert.Id,
            remark = "小贝",
            telephones = new[] { new { remark = "home", phone = "123" } },
            description = "tall",
            pictures = Picture,
        });

        var info = await anna.CallAsync("/user/userInfo", new { id = bert.Id });
        var row = Assert.Single((await anna.CallAsync("/friend/list", new { type = 3, time = 0 })).GetProperty("userList").EnumerateArray());
        const string Notes = """{"telephones":[{"remark":"home","phone":"123"}],"description":"tall","pictures":["https://a/b.jpg"],"encrypt":""}""";
        Assert.Equal(Notes, info.GetProperty("extRemark").GetRawText());
        Assert.Equal(Notes, row.GetProperty("extRemark").GetRawText());
        Assert.Equal("小贝", info.GetProperty("remark").GetString());
        Assert.Equal("{}", (await bert.CallAsync("/user/userInfo", new { id = anna.Id })).GetProperty("extRemark").GetRawText());
        Assert.Equal(-1001, await anna.RefusalAsync("/friend/setExtRemark", new { id = bert.Id, pictures = Script }));
        Assert.Equal(-1001, await anna.RefusalAsync("/friend/setExtRemark", new { id = bert.Id, description = new string('x', 1_001) }));
    }

    [Fact]
    public async Task Only_public_clients_hear_that_a_friendship_ended()
    {
        var (anna, bert) = await server.FriendsAsync();
        await anna.BecomePublicAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        Assert.True((await anna.CallAsync("/friend/isFriend", new { friendId = bert.Id })).GetProperty("isFriend").GetBoolean());

        await bert.CallAsync("/friend/delete", new { id = anna.Id });

        var told = await annas.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 32));
        Assert.Equal(bert.Id, told.GetProperty("senderInfo").GetProperty("id").GetString());
        Assert.Equal(anna.Id, told.GetProperty("receiveInfo").GetProperty("id").GetString());
        Assert.False((await anna.CallAsync("/friend/isFriend", new { friendId = bert.Id })).GetProperty("isFriend").GetBoolean());
        await Chat33Host.BefriendAsync(anna, bert);
        await berts.ExpectAsync("what follows", frame => Chat33Client.IsEvent(frame, 31) && frame.GetProperty("status").GetInt32() == 3);
        Assert.DoesNotContain(berts.Seen, frame => frame.Contains("\"eventType\":32", StringComparison.Ordinal));
    }
}
