namespace OrleansChat.Tests.Protocols.Chat33;

[Collection(nameof(Chat33Tests))]
public sealed class Chat33FriendTests(Chat33Host server)
{
    [Fact]
    public async Task How_one_keeps_a_friend_is_seen_by_himself_alone()
    {
        var (anna, bert) = await server.FriendsAsync();

        await anna.CallAsync("/friend/setRemark", new { id = bert.Id, remark = "亚索" });
        await anna.CallAsync("/friend/setNoDisturbing", new { id = bert.Id, setNoDisturbing = 1 });
        await anna.CallAsync("/friend/stickyOnTop", new { id = bert.Id, stickyOnTop = "1" });

        var hers = Assert.Single((await anna.CallAsync("/friend/list", new { type = 1 })).GetProperty("userList").EnumerateArray());
        Assert.Equal(("亚索", 1, 1), (hers.GetProperty("remark").GetString(), hers.GetProperty("noDisturbing").GetInt32(),
            hers.GetProperty("onTop").GetInt32()));
        var his = Assert.Single((await bert.CallAsync("/friend/list", new { type = 3 })).GetProperty("userList").EnumerateArray());
        Assert.Equal(("", 2, 2), (his.GetProperty("remark").GetString(), his.GetProperty("noDisturbing").GetInt32(),
            his.GetProperty("onTop").GetInt32()));
    }

    [Fact]
    public async Task An_ended_friendship_ends_for_both_and_shows_in_the_changes()
    {
        var (anna, bert) = await server.FriendsAsync();
        await using var berts = await bert.OpenSocketAsync();

        await anna.CallAsync("/friend/delete", new { id = bert.Id });

        Assert.Equal(-2018, await bert.RefusalAsync("/friend/delete", new { id = anna.Id }));
        Assert.Empty((await bert.CallAsync("/friend/list", new { type = 3 })).GetProperty("userList").EnumerateArray());
        var changed = Assert.Single(
            (await bert.CallAsync("/friend/list", new { type = 3, time = 1 })).GetProperty("userList").EnumerateArray());
        Assert.Equal((anna.Id, 2), (changed.GetProperty("id").GetString(), changed.GetProperty("isDelete").GetInt32()));
        await berts.SendAsync(Chat33Client.Say(anna.UserId, "m1", "are you there"));
        var refused = await berts.ExpectAsync("the refusal", frame => Chat33Client.IsMessage(frame, "m1"));
        Assert.Equal(-2018, refused.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Who_are_friends_cannot_ask_again()
    {
        var (anna, bert) = await server.FriendsAsync();

        Assert.Equal(-2017, await anna.RefusalAsync("/friend/add", new { id = bert.Id }));
        Assert.Equal(-2019, await bert.RefusalAsync("/friend/response", new { id = anna.Id, agree = 1 }));
    }

    [Fact]
    public async Task Through_a_room_only_its_members_become_friends()
    {
        using var anna = await server.UserAsync("Anna");
        using var bert = await server.UserAsync("Bert");
        using var cleo = await server.UserAsync("Cleo");
        var roomId = await Chat33Host.RoomAsync(anna, bert);

        Assert.Equal(-6101, await anna.RefusalAsync("/friend/add", new { id = bert.Id, roomId = "999999999" }));
        Assert.Equal(-6105, await anna.RefusalAsync("/friend/add", new { id = cleo.Id, roomId }));
        Assert.Equal(-6105, await cleo.RefusalAsync("/friend/add", new { id = anna.Id, roomId }));
        Assert.Equal(0, await anna.RefusalAsync("/friend/add", new { id = bert.Id, roomId }));
    }
}
