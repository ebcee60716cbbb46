using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Bad input over real sockets and real HTTP: the protocol's own answer, and nobody else feels it.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33HostileTests(Chat33Host server)
{
    private static readonly string[] Nobody = ["999999999"];

    [Theory]
    [InlineData("not json", -1005)]
    [InlineData("", -1005)]
    [InlineData("[1,2]", -1005)]
    [InlineData("""{"msgId":"x","msgId":"x"}""", -1005)]
    [InlineData("""{"msgId":"x","channelType":3,"targetId":"1","msgType":1,"msg":{"content":"\ud800"}}""", -1005)]
    [InlineData("""{"msgId":"x","channelType":3,"targetId":"1","msgType":1,"msg":{"content":"\u0000"}}""", -1005)]
    [InlineData("""{"msgId":"x","channelType":"three","targetId":"1","msgType":1,"msg":{"content":""}}""", -1001)]
    [InlineData("""{"msgId":"x","channelType":3,"msgType":1,"msg":{"content":""}}""", -1001)]
    [InlineData("""{"msgId":"x","channelType":9,"targetId":"1","msgType":1,"msg":{"content":""}}""", -1001)]
    [InlineData("""{"msgId":"x","channelType":3,"targetId":"1","msgType":6,"msg":{"content":""}}""", -1001)]
    [InlineData("""{"msgId":"x","channelType":3,"targetId":"1","msgType":1,"msg":"text"}""", -1001)]
    [InlineData("""{"msgId":"x","channelType":1,"targetId":"1","msgType":1,"msg":{"content":""}}""", -5000)]
    [InlineData("""{"msgId":"x","channelType":2,"targetId":"999999999","msgType":1,"msg":{"content":""}}""", -6101)]
    [InlineData("""{"msgId":"x","channelType":3,"targetId":"999999999","msgType":1,"msg":{"content":""}}""", -2018)]
    [InlineData("""{"msgId":"x","channelType":3,"targetId":"99999999999","msgType":1,"msg":{"content":""}}""", -2018)]
    [InlineData("""{"msgId":"x","channelType":2,"targetId":"1","msgType":4,"msg":{"coin":1,"packetId":"1","packetType":1,"packetUrl":""}}""", -4006)]
    public async Task A_bad_frame_is_answered_and_the_socket_stays(string frame, int code)
    {
        using var user = await server.UserAsync("Hostile");
        await using var socket = await user.OpenSocketAsync();

        await socket.SendAsync(frame);
        var answer = await socket.ExpectAsync("the refusal", IsForOneself);
        await socket.SendAsync("""{"eventType":1,"msgId":"after","groupId":"1"}""");
        var after = await socket.ExpectAsync("an answer afterwards", IsForOneself);

        Assert.Equal(["eventType", "msgId", "code", "content"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal((0, code), (answer.GetProperty("eventType").GetInt32(), answer.GetProperty("code").GetInt32()));
        Assert.Equal("after", after.GetProperty("msgId").GetString());
    }

    [Fact]
    public async Task Ten_thousand_nested_arrays_are_a_malformed_frame()
    {
        using var user = await server.UserAsync("Hostile");
        await using var socket = await user.OpenSocketAsync();

        await socket.SendAsync(new string('[', 10_000) + new string(']', 10_000));

        var answer = await socket.ExpectAsync("the refusal", IsForOneself);
        Assert.Equal(-1005, answer.GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData(1, -5000)]
    [InlineData(2, 0)]
    public async Task Chat_rooms_are_answered_with_the_number_of_entering(int eventType, int code)
    {
        using var user = await server.UserAsync("Visitor");
        await using var socket = await user.OpenSocketAsync();

        await socket.SendAsync($$"""{"eventType":{{eventType}},"msgId":"e","groupId":"9"}""");

        var answer = await socket.ExpectAsync("the answer", IsForOneself);
        Assert.Equal((1, "e", code), (answer.GetProperty("eventType").GetInt32(), answer.GetProperty("msgId").GetString(),
            answer.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Events_of_the_server_and_unknown_ones_have_no_effect()
    {
        var (anna, bert) = await server.FriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        foreach (var eventType in new[] { 3, 4, 5, 7, 9, 10, 20, 21, 22, 23, 24, 31, 999, -1 })
        {
            await annas.SendAsync($$"""{"eventType":{{eventType}},"msgId":"e{{eventType}}","roomId":"1","userId":"{{bert.Id}}"}""");
        }

        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "the only one"));
        await annas.ExpectAsync("the answer", IsForOneself);
        await berts.ExpectAsync("the message", IsForOneself);
        Assert.Contains("the only one", Assert.Single(annas.Seen), StringComparison.Ordinal);
        Assert.Contains("the only one", Assert.Single(berts.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_close_their_own_socket()
    {
        using var user = await server.UserAsync("Hostile");
        await using var binary = await user.OpenSocketAsync();
        await using var broken = await user.OpenSocketAsync();
        await using var other = await user.OpenSocketAsync();

        await binary.SendAsync([1, 2, 3], WebSocketMessageType.Binary);
        await broken.SendAsync([0xC3, 0x28]);

        Assert.Equal(1003, (await binary.ClosedAsync()).Code);
        Assert.Equal(1007, (await broken.ClosedAsync()).Code);
        await other.SendAsync("x");
        await other.ExpectAsync("an answer", IsForOneself);
    }

    [Theory]
    [InlineData("/user/pwdLogin", "not json", -1001)]
    [InlineData("/user/pwdLogin", "[]", -1001)]
    [InlineData("/user/pwdLogin", "", -1002)]
    [InlineData("/user/pwdLogin", "{}", -1002)]
    [InlineData("/user/pwdLogin", """{"mobile":"13900000001"}""", -1002)]
    [InlineData("/user/pwdLogin", """{"mobile":"13900000001","password":""}""", -1002)]
    [InlineData("/user/pwdLogin", """{"mobile":"1390000000","password":"x"}""", -1001)]
    [InlineData("/user/pwdLogin", """{"mobile":13900000001,"password":"x"}""", -1001)]
    [InlineData("/user/pwdLogin", """{"mobile":{"$ne":""},"password":"x"}""", -1001)]
    [InlineData("/user/pwdLogin", """{"mobile":"13900000001","password":"\u0000"}""", -1001)]
    [InlineData("/user/pwdLogin", """{"mobile":"13900000001","mobile":"13900000001","password":"x"}""", -1001)]
    [InlineData("/user/pwdLogin", """{"mobile":"13900000001","Mobile":"13900000001","password":"x"}""", -1001)]
    [InlineData("/send/sms", """{"mobile":"139"}""", -1001)]
    [InlineData("/user/register", """{"mobile":"13900000001","password":"x"}""", -1002)]
    [InlineData("/user/phoneLogin", """{"mobile":"13900000001","phone":"13900000002","code":"1"}""", -1001)]
    [InlineData("/user/isreg", """{"mobile":null}""", -1002)]
    public async Task A_bad_body_is_answered_without_a_session(string path, string body, int expected)
    {
        using var stranger = server.Stranger();

        Assert.Equal(expected, (await stranger.PostAsync(path, body)).GetProperty("result").GetInt32());
    }

    [Theory]
    [InlineData("/room/create", "{}", -1002)]
    [InlineData("/room/create", """{"users":"1"}""", -1001)]
    [InlineData("/room/create", """{"users":["x"]}""", -1001)]
    [InlineData("/room/create", """{"users":["999999999"]}""", -2001)]
    [InlineData("/room/create", """{"users":[],"encrypt":3}""", -1001)]
    [InlineData("/room/kickOut", """{"rootId":"1","roomId":"2","users":["1"]}""", -1001)]
    [InlineData("/room/kickOut", """{"rootId":"999999999","users":[]}""", -1001)]
    [InlineData("/room/kickOut", """{"rootId":"999999999","users":["1"]}""", -6101)]
    [InlineData("/room/loginOut", "{}", -1002)]
    [InlineData("/room/info", """{"roomId":"999999999"}""", -6101)]
    [InlineData("/room/list", "{}", -1002)]
    [InlineData("/room/list", """{"type":4}""", -1001)]
    [InlineData("/room/chatLog", """{"id":"999999999","number":0}""", -1001)]
    [InlineData("/room/chatLog", """{"id":"999999999","number":201}""", -1001)]
    [InlineData("/room/chatLog", """{"id":"999999999","number":200}""", -6101)]
    [InlineData("/room/chatLog", """{"id":"999999999"}""", -6101)]
    [InlineData("/room/chatLog", """{"id":"999999999","startId":"abc"}""", -1001)]
    [InlineData("/friend/list", """{"type":3,"time":-1}""", -1001)]
    [InlineData("/friend/add", """{"id":"999999999"}""", -2001)]
    [InlineData("/friend/response", """{"id":"999999999","agree":0}""", -1001)]
    [InlineData("/friend/response", """{"id":"999999999","agree":1}""", -2020)]
    [InlineData("/friend/setRemark", """{"id":"999999999"}""", -1002)]
    [InlineData("/friend/setNoDisturbing", """{"id":"999999999","setNoDisturbing":3}""", -1001)]
    [InlineData("/friend/chatLog", """{"id":"999999999"}""", -2001)]
    [InlineData("/user/userInfo", """{"id":"999999999"}""", -2001)]
    [InlineData("/user/editNickname", """{"nickname":""}""", -1002)]
    [InlineData("/user/editNickname", """{"nickname":"a\nb"}""", -1001)]
    [InlineData("/user/editAvatar", """{"avatar":"javascript:alert(1)"}""", -1001)]
    public async Task A_bad_body_is_answered_with_a_session(string path, string body, int expected)
    {
        using var user = await server.UserAsync("Hostile");

        Assert.Equal(expected, (await user.PostAsync(path, body)).GetProperty("result").GetInt32());
    }

    [Fact]
    public async Task Nobody_does_to_himself_what_is_meant_for_others()
    {
        using var user = await server.UserAsync("Self");
        using var other = await server.UserAsync("Other");
        var roomId = await Chat33Host.RoomAsync(user, other);
        await using var socket = await user.OpenSocketAsync();

        string[] paths = ["/friend/add", "/friend/delete", "/friend/response", "/friend/chatLog", "/friend/setRemark"];
        foreach (var path in paths)
        {
            Assert.Equal(-2021, await user.RefusalAsync(path, new { id = user.Id, remark = "", agree = 1 }));
        }

        Assert.Equal(-3000, await user.RefusalAsync("/room/kickOut", new { roomId, users = new[] { user.Id } }));
        Assert.Equal(-3000, await other.RefusalAsync("/room/kickOut", new { roomId, users = new[] { user.Id } }));
        Assert.Equal(-3000, await other.RefusalAsync("/room/delete", new { roomId }));
        Assert.Equal(-6104, await user.RefusalAsync("/room/loginOut", new { roomId }));
        Assert.Equal(-3004, await user.RefusalAsync("/room/kickOut", new { roomId, users = Nobody }));
        await socket.SendAsync(Chat33Client.Say(user.UserId, "m1", "me"));
        var answer = await socket.ExpectAsync("the refusal", frame => Chat33Client.IsMessage(frame, "m1"));
        Assert.Equal(-2021, answer.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Only_a_manager_announces()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        var roomId = await Chat33Host.RoomAsync(owner, member);
        await using var owners = await owner.OpenSocketAsync();
        await using var members = await member.OpenSocketAsync();
        var announcement = $$$"""{"msgId":"a","channelType":2,"targetId":"{{{roomId}}}","msgType":0,"msg":{"content":"发个公告试试"}}""";

        await members.SendAsync(announcement);
        await owners.SendAsync(announcement);

        var refused = await members.ExpectAsync(
            "the refusal", frame => Chat33Client.IsMessage(frame, "a") && frame.TryGetProperty("code", out _));
        var told = await owners.ExpectAsync("the announcement", frame => Chat33Client.IsMessage(frame, "a"));
        Assert.Equal(-2006, refused.GetProperty("code").GetInt32());
        Assert.Equal(0, told.GetProperty("msgType").GetInt32());
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_too_large()
    {
        using var stranger = server.Stranger();

        using var answer = await stranger.SendAsync("/user/isreg", new string(' ', 70_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Mutated_frames_and_bodies_leave_the_server_standing()
    {
        const int Seed = 3333;
        var random = new Random(Seed);
        var (anna, bert) = await server.FriendsAsync();
        await using var berts = await bert.OpenSocketAsync();
        await using var annas = await anna.OpenSocketAsync();
        var good = Encoding.UTF8.GetBytes(Chat33Client.Say(bert.UserId, "m", "hello"));

        for (var i = 0; i < 1_000; i++)
        {
            // What is no UTF-8 closes the socket, as another test says.
            await annas.SendAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(HostileBytes.Mutate(good, random))));
            if (i % 10 == 0)
            {
                var body = Encoding.UTF8.GetString(HostileBytes.Mutate("""{"id":"1","number":5,"users":["1"],"type":3}"""u8.ToArray(), random));
                await anna.PostAsync(i % 20 == 0 ? "/friend/chatLog" : "/room/list", body);
            }
        }

        await annas.SendAsync(Chat33Client.Say(bert.UserId, "end", "the end"));
        await berts.ExpectAsync($"the end, seed {Seed}", frame => Chat33Client.IsMessage(frame, "end"));
    }

    /// <summary>What everybody is told of chat rooms may come from the test before.</summary>
    private static bool IsForOneself(JsonElement frame) => frame.GetProperty("eventType").GetInt32() is not (4 or 5 or 7);
}
