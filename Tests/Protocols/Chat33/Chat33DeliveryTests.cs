using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

[Collection(nameof(Chat33Tests))]
public sealed class Chat33DeliveryTests(Chat33Host server)
{
    [Fact]
    public async Task The_same_message_id_is_stored_once_and_answered_again()
    {
        var (anna, bert) = await server.FriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "once"));
        var first = await annas.ExpectAsync("the first answer", frame => Chat33Client.IsMessage(frame, "m1"));

        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "twice"));
        var second = await annas.ExpectAsync("the second answer", frame => Chat33Client.IsMessage(frame, "m1"));
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m2", "next"));
        await berts.ExpectAsync("the next", frame => Chat33Client.IsMessage(frame, "m2"));

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Single(berts.Seen, frame => frame.Contains("\"msgId\":\"m1\"", StringComparison.Ordinal));
        Assert.Equal(2, (await bert.CallAsync("/friend/chatLog", new { id = anna.Id, number = 20 })).GetProperty("logs").GetArrayLength());
    }

    [Fact]
    public async Task A_message_sent_again_after_a_drop_is_stored_once()
    {
        var (anna, bert) = await server.FriendsAsync();
        await using (var annas = await anna.OpenSocketAsync())
        {
            await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "hello"));
            await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));
            annas.Drop();
        }

        await using var again = await anna.OpenSocketAsync();
        await again.SendAsync(Chat33Client.Say(bert.UserId, "m1", "hello"));
        var answer = await again.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));

        var row = Assert.Single(
            (await bert.CallAsync("/friend/chatLog", new { id = anna.Id, number = 20 })).GetProperty("logs").EnumerateArray());
        Assert.Equal(row.GetProperty("logId").GetString(), answer.GetProperty("logId").GetString());
        Assert.NotEqual("", answer.GetProperty("senderInfo").GetProperty("nickname").GetString());
    }

    [Fact]
    public async Task Messages_of_one_sender_arrive_in_the_order_he_sent_them()
    {
        const int Messages = 200;
        var (anna, bert) = await server.FriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        for (var i = 0; i < Messages; i++)
        {
            await annas.SendAsync(Chat33Client.Say(bert.UserId, $"m{i}", $"{i}"));
        }

        await berts.ExpectAsync("the last", frame => Chat33Client.IsMessage(frame, $"m{Messages - 1}"));
        var seen = berts.Seen.Select(text => JsonDocument.Parse(text).RootElement)
            .Where(frame => Chat33Client.IsEvent(frame, 0))
            .Select(frame => frame.GetProperty("msg").GetProperty("content").GetString());
        Assert.Equal(Enumerable.Range(0, Messages).Select(i => $"{i}"), seen);
    }

    [Fact]
    public async Task Coming_going_and_the_end_of_a_room_are_told_to_those_concerned()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        using var guest = await server.UserAsync("Guest");
        await using var owners = await owner.OpenSocketAsync();
        await using var members = await member.OpenSocketAsync();
        await using var guests = await guest.OpenSocketAsync();

        var roomId = await Chat33Host.RoomAsync(owner, member);
        await ExpectRoomEventAsync(owners, 20, roomId);
        await ExpectRoomEventAsync(members, 20, roomId);
        await member.CallAsync("/room/joinRoomInvite", new { roomId, users = new[] { guest.Id } });
        Assert.Equal(guest.Id, (await ExpectRoomEventAsync(guests, 20, roomId)).GetProperty("userId").GetString());

        await guest.CallAsync("/room/loginOut", new { rootId = roomId });
        var left = await ExpectRoomEventAsync(guests, 21, roomId);
        Assert.Equal((1, "Guest退出群聊"), (left.GetProperty("type").GetInt32(), left.GetProperty("content").GetString()));
        await ExpectRoomEventAsync(owners, 21, roomId);

        await owner.CallAsync("/room/kickOut", new { roomId, users = new[] { member.Id } });
        var kicked = await ExpectRoomEventAsync(members, 21, roomId);
        Assert.Equal((2, member.Id), (kicked.GetProperty("type").GetInt32(), kicked.GetProperty("userId").GetString()));

        await owner.CallAsync("/room/delete", new { roomId });
        await ExpectRoomEventAsync(owners, 22, roomId);
        Assert.Equal(-6101, await owner.RefusalAsync("/room/info", new { roomId }));
        Assert.Empty((await owner.CallAsync("/room/list", new { type = 3 })).GetProperty("roomList").EnumerateArray());
    }

    [Fact]
    public async Task One_who_was_put_out_hears_and_says_nothing_more()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        await using var owners = await owner.OpenSocketAsync();
        await using var members = await member.OpenSocketAsync();
        var roomId = await Chat33Host.RoomAsync(owner, member);
        await owners.SendAsync(Chat33Client.SayInRoom(roomId, "m1", "before"));
        await members.ExpectAsync("the first", frame => Chat33Client.IsMessage(frame, "m1"));

        await owner.CallAsync("/room/kickOut", new { rootId = roomId, users = new[] { member.Id } });
        await ExpectRoomEventAsync(members, 21, roomId);
        await owners.SendAsync(Chat33Client.SayInRoom(roomId, "m2", "after"));
        await owners.ExpectAsync("his own", frame => Chat33Client.IsMessage(frame, "m2"));
        await members.SendAsync(Chat33Client.SayInRoom(roomId, "m3", "let me"));
        var refused = await members.ExpectAsync("the refusal", frame => Chat33Client.IsMessage(frame, "m3"));

        Assert.Equal(-6105, refused.GetProperty("code").GetInt32());
        Assert.DoesNotContain(members.Seen, frame => frame.Contains("\"m2\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_application_is_told_and_cannot_be_answered_twice()
    {
        using var anna = await server.UserAsync("Anna");
        using var bert = await server.UserAsync("Bert");
        await using var annas = await anna.OpenSocketAsync();
        await anna.CallAsync("/friend/add", new { id = bert.Id });

        await bert.CallAsync("/friend/response", new { id = anna.Id, agree = 2 });

        await annas.ExpectAsync("the refusal", frame => Chat33Client.IsEvent(frame, 31) && frame.GetProperty("status").GetInt32() == 2);
        Assert.Equal(-2019, await bert.RefusalAsync("/friend/response", new { id = anna.Id, agree = 1 }));
        Assert.Equal(-2018, await anna.RefusalAsync("/friend/chatLog", new { id = bert.Id }));
    }

    [Fact]
    public async Task Every_kind_is_relayed_as_it_came()
    {
        string[] bodies =
        [
            """2,"msg":{"mediaUrl":"http://x/a.amr","time":6}""",
            """3,"msg":{"height":2560,"imageUrl":"http://x/a.jpg","width":1216}""",
            """5,"msg":{"mediaUrl":"http://x/a.mp4","time":6}""",
            """8,"msg":{"anything":[1,2,{"deep":null}]}""",
            """9,"msg":{ "fileUrl" : "http://x/a.pdf", "size":1.50e2, "name":"\u6587<件>" }""",
            """10,"msg":{}""",
            """11,"msg":{}""",
            """12,"msg":{"roomId":"9"}""",
            """1,"msg":{"encryptedMsg":"00ff","fromKey":"a","toKey":"b"}""",
        ];
        var (anna, bert) = await server.FriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        for (var i = 0; i < bodies.Length; i++)
        {
            await annas.SendAsync($$"""{"msgId":"k{{i}}","channelType":3,"targetId":{{bert.Id}},"isSnap":1,"msgType":{{bodies[i]}}}""");
        }

        for (var i = 0; i < bodies.Length; i++)
        {
            var frame = await berts.ExpectAsync($"kind {bodies[i]}", frame => Chat33Client.IsMessage(frame, $"k{i}"));
            Assert.Equal(bodies[i][(bodies[i].IndexOf(':', StringComparison.Ordinal) + 1)..], frame.GetProperty("msg").GetRawText());
            Assert.Equal(1, frame.GetProperty("isSnap").GetInt32());
        }
    }

    private static Task<JsonElement> ExpectRoomEventAsync(WireSocket socket, int eventType, string roomId) => socket.ExpectAsync(
        $"event {eventType} of room {roomId}",
        frame => Chat33Client.IsEvent(frame, eventType) && frame.GetProperty("roomId").GetString() == roomId);
}
