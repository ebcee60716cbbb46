using System.Globalization;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>What the public clients ask for over the socket: what they missed, keys of rooms, new public keys. Source:
/// decisions 2.1, item 7, and 2.2.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33SyncTests(Chat33Host server)
{
    [Fact]
    public async Task A_client_that_was_away_gets_what_it_missed_oldest_first_and_then_the_end()
    {
        const int Messages = 60;
        var (anna, bert) = await PublicFriendsAsync();
        var room = await Chat33Host.RoomAsync(anna, bert);
        await using (var annas = await anna.OpenSocketAsync())
        {
            for (var i = 0; i < Messages; i++)
            {
                await annas.SendAsync(i % 2 == 0
                    ? Chat33Client.Say(bert.UserId, $"m{i}", "missed")
                    : Chat33Client.SayInRoom(room, $"m{i}", "missed"));
                await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, $"m{i}"));
            }
        }

        await using var berts = await bert.OpenSocketAsync();
        await berts.SendAsync("""{"eventType":42,"time":1}""");
        await berts.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 43));

        var batches = Frames(berts, 41);
        Assert.All(batches, batch => Assert.InRange(batch.GetProperty("list").GetArrayLength(), 1, 50));
        var missed = batches.SelectMany(batch => batch.GetProperty("list").EnumerateArray())
            .Where(frame => frame.GetProperty("msgType").GetInt32() == 1).ToArray();
        foreach (var channel in (int[])[3, 2]) // what two conversations say in one millisecond has no order
        {
            Assert.Equal(
                Enumerable.Range(0, Messages).Where(i => i % 2 == 3 - channel).Select(i => $"m{i}"),
                missed.Where(frame => frame.GetProperty("channelType").GetInt32() == channel)
                    .Select(frame => frame.GetProperty("msgId").GetString()));
        }

        var times = missed.Select(frame => frame.GetProperty("datetime").GetInt64()).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.All(missed, frame => Assert.Equal("Anna", frame.GetProperty("senderInfo").GetProperty("nickname").GetString()));
        Assert.Equal("{\"infos\":[]}", (await bert.CallAsync("/friend/unread")).GetRawText());
    }

    [Fact]
    public async Task The_first_time_brings_the_last_days_as_read()
    {
        var (anna, bert) = await PublicFriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "lately"));
        await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));

        await annas.SendAsync("""{"eventType":42,"time":0}""");
        await annas.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 43));

        var batch = Assert.Single(Frames(annas, 40));
        Assert.Contains("lately", batch.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(Frames(annas, 41));
    }

    [Theory]
    [InlineData("""{"eventType":42,"time":"later"}""")]
    [InlineData("""{"eventType":42,"time":9223372036854775807}""")]
    [InlineData("""{"eventType":42}""")]
    public async Task The_end_comes_whatever_was_asked(string ask)
    {
        using var user = await server.UserAsync("Anna");
        await using var socket = await user.OpenSocketAsync();

        await socket.SendAsync(ask);

        await socket.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 43));
    }

    [Fact]
    public async Task Nobody_is_brought_what_was_said_before_he_came_or_where_he_is_not()
    {
        using var anna = await server.UserAsync("Anna");
        using var carl = await server.UserAsync("Carl");
        var room = await Chat33Host.RoomAsync(anna);
        await using var annas = await anna.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.SayInRoom(room, "m1", "before"));
        await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));
        await anna.CallAsync("/room/joinRoomInvite", new { roomId = room, users = new[] { carl.Id } });
        await using var carls = await carl.OpenSocketAsync();

        await carls.SendAsync("""{"eventType":42,"time":1}""");
        await carls.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 43));

        Assert.DoesNotContain(carls.Seen, frame => frame.Contains("before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_of_a_room_reaches_its_members_now_and_later()
    {
        var (anna, bert) = await PublicFriendsAsync();
        using var carl = await server.UserAsync("Carl");
        var room = await Chat33Host.RoomAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await using var carls = await carl.OpenSocketAsync();

        foreach (var key in new[] { "first", "second" })
        {
            await annas.SendAsync(JsonSerializer.Serialize(new
            {
                eventType = 26,
                roomId = room,
                fromKey = "02aa",
                secret = new[] { new { userId = bert.Id, key }, new { userId = carl.Id, key } },
            }));
            var alert = await berts.ExpectAsync("the key", frame => IsKey(frame, key));
            Assert.Equal((3, 6), (alert.GetProperty("channelType").GetInt32(), alert.GetProperty("msgType").GetInt32()));
            Assert.Equal((anna.Id, bert.Id), (alert.GetProperty("fromId").GetString(), alert.GetProperty("targetId").GetString()));
            Assert.Equal(["type", "roomId", "fromKey", "key", "kid"], alert.GetProperty("msg").EnumerateObject().Select(one => one.Name));
            Assert.Equal((19, room), (alert.GetProperty("msg").GetProperty("type").GetInt32(), alert.GetProperty("msg").GetProperty("roomId").GetString()));
        }

        await berts.SendAsync($$"""{"eventType":27,"datetime":{{long.MaxValue}}}""");
        await berts.ExpectAsync("the end of the keys", frame => Chat33Client.IsEvent(frame, 29));
        await carls.SendAsync("""{"eventType":27,"datetime":0}""");
        await carls.ExpectAsync("the end of the keys", frame => Chat33Client.IsEvent(frame, 29));

        var list = Assert.Single(Frames(berts, 28)).GetProperty("list").EnumerateArray().ToArray();
        Assert.Equal(["second", "first"], list.Select(frame => frame.GetProperty("msg").GetProperty("key").GetString()));
        var ids = list.Select(frame => long.Parse(frame.GetProperty("msg").GetProperty("kid").GetString()!, CultureInfo.InvariantCulture)).ToArray();
        Assert.True(ids[0] > ids[1], "a later key has a higher id");
        Assert.DoesNotContain(carls.Seen, frame => frame.Contains("\"kid\"", StringComparison.Ordinal));
        await berts.SendAsync("""{"eventType":42,"time":1}""");
        await berts.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 43));
        Assert.Equal(2, Frames(berts, 41).SelectMany(batch => batch.GetProperty("list").EnumerateArray()).Count(frame => IsKey(frame, "first") || IsKey(frame, "second")));
    }

    [Theory]
    [InlineData("""{"eventType":26,"roomId":"$room","fromKey":"02","secret":[{"userId":"$me","key":"k"}]}""", -6105)]
    [InlineData("""{"eventType":26,"roomId":"9999999","fromKey":"02","secret":[{"userId":"$me","key":"k"}]}""", -6101)]
    [InlineData("""{"eventType":26,"roomId":"$room","fromKey":"02","secret":[{"userId":"$me"}]}""", -1002)]
    [InlineData("""{"eventType":26,"roomId":"$room","fromKey":"02","secret":[7]}""", -1001)]
    [InlineData("""{"eventType":26,"roomId":"$room","fromKey":"02"}""", -1002)]
    [InlineData("""{"eventType":33}""", -1002)]
    [InlineData("""{"eventType":45,"begin":"x"}""", -1001)]
    public async Task What_cannot_be_done_is_refused(string ask, int code)
    {
        using var anna = await server.UserAsync("Anna");
        using var stranger = await server.UserAsync("Stranger");
        var room = await Chat33Host.RoomAsync(anna);
        await using var socket = await stranger.OpenSocketAsync();

        await socket.SendAsync(ask.Replace("$room", room, StringComparison.Ordinal).Replace("$me", stranger.Id, StringComparison.Ordinal));

        await socket.ExpectAsync("the refusal", frame => frame.TryGetProperty("code", out var said) && said.GetInt32() == code);
    }

    [Fact]
    public async Task Friends_with_a_public_client_hear_of_a_new_key()
    {
        var (anna, bert) = await PublicFriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        await annas.SendAsync("""{"eventType":33,"publicKey":"03cc"}""");

        var told = await berts.ExpectAsync("the key", frame => Chat33Client.IsEvent(frame, 34));
        Assert.Equal((anna.Id, "03cc"), (told.GetProperty("userId").GetString(), told.GetProperty("publicKey").GetString()));
        Assert.Equal("", told.GetProperty("privateKey").GetString());
        Assert.Equal("03cc", (await bert.CallAsync("/user/userInfo", new { id = anna.Id })).GetProperty("publicKey").GetString());
    }

    [Fact]
    public async Task Who_counts_too_few_gets_the_rows_and_who_counts_right_the_end()
    {
        var (anna, bert) = await PublicFriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "counted"));
        var sent = await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));
        var at = sent.GetProperty("datetime").GetInt64();
        await using var berts = await bert.OpenSocketAsync();

        await berts.SendAsync($$"""{"eventType":45,"begin":{{at}},"end":{{at}},"total":1}""");
        var right = await berts.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 47));
        Assert.Empty(Frames(berts, 46));
        await berts.SendAsync($$"""{"eventType":45,"begin":{{at}},"end":-1,"total":0}""");
        var missed = await berts.ExpectAsync("the rows", frame => Chat33Client.IsEvent(frame, 46));
        var wrong = await berts.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 47));

        Assert.Equal((at, at), (right.GetProperty("begin").GetInt64(), right.GetProperty("end").GetInt64()));
        Assert.Contains("counted", missed.GetRawText(), StringComparison.Ordinal);
        Assert.True(wrong.GetProperty("end").GetInt64() >= at, "an open end is the time of the answer");
    }

    private static JsonElement[] Frames(WireSocket socket, int eventType) =>
    [
        .. socket.Seen.Select(frame => JsonDocument.Parse(frame).RootElement).Where(frame => Chat33Client.IsEvent(frame, eventType)),
    ];

    private static bool IsKey(JsonElement frame, string key) =>
        frame.GetProperty("eventType").GetInt32() == 0
        && frame.TryGetProperty("msg", out var body)
        && body.TryGetProperty("key", out var known)
        && known.GetString() == key;

    private async Task<(Chat33Client Anna, Chat33Client Bert)> PublicFriendsAsync()
    {
        var (anna, bert) = await server.FriendsAsync();
        await anna.BecomePublicAsync();
        await bert.BecomePublicAsync();
        return (anna, bert);
    }
}
