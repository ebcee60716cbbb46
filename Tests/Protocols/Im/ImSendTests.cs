using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Friends;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Decisions 6 to 9, 18, 22 to 25 and 4c: what one says.</summary>
[Collection(nameof(ImTests))]
public sealed class ImSendTests(ImHost server)
{
    private static int _ids;

    [Fact]
    public async Task A_message_without_an_id_gets_one()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        await using var berts = await server.ConnectAsync(bert);
        await annas.SendAsync(ImWire.Say(null, anna.UserId, bert.UserId, "hello"));

        var ack = await annas.ExpectAsync("the ack", one => ImWire.Is(one, "Ack"));
        var got = await berts.ExpectAsync("the text", one => ImWire.Shows(one, "hello"));
        var id = got.GetProperty("id").GetInt64();
        Assert.Equal(id, ImWire.SourceOf(ack));
        Assert.Equal(id, (long)(double)id);
        Assert.NotEqual(id, ack.GetProperty("id").GetInt64());
        Assert.Equal(ack.GetProperty("id").GetInt64(), (long)(double)ack.GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task A_second_try_is_acknowledged_again_and_delivered_once()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        await using var berts = await server.ConnectAsync(bert);
        var id = NextId();
        await annas.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, "once"));
        await annas.ExpectAsync("the ack", one => ImWire.Acknowledges(one, id));
        await annas.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, "once"));
        await annas.ExpectAsync("the second ack", one => ImWire.Acknowledges(one, id));
        await annas.SendAsync(ImWire.Say(NextId(), anna.UserId, bert.UserId, "end"));
        await berts.ExpectAsync("the end", one => ImWire.Shows(one, "end"));

        Assert.Single(berts.Seen, text => text.Contains("once", StringComparison.Ordinal));
        Assert.Equal(2, (await server.OfflineAsync(bert)).Count);
    }

    [Fact]
    public async Task An_id_is_of_one_message()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        await using var berts = await server.ConnectAsync(bert);
        var id = NextId();
        await annas.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, "first"));
        await annas.ExpectAsync("the ack", one => ImWire.Acknowledges(one, id));

        foreach (var (wire, frame) in new[]
        {
            (annas, ImWire.Say(id, anna.UserId, bert.UserId, "other words")),
            (annas, ImWire.Say(id, anna.UserId, bert.UserId, "first", "Link")),
            (annas, ImWire.Say(id, anna.UserId, anna.UserId, "first")),
            (berts, ImWire.Say(id, bert.UserId, anna.UserId, "first")),
        })
        {
            await wire.SendAsync(frame);
            var error = await wire.ExpectAsync("the error", one => ImWire.Refuses(one, id));
            Assert.Equal(("消息id重复", 409), ImWire.ErrorOf(error));
        }

        Assert.Single(await server.OfflineAsync(bert));
        Assert.Empty(await server.OfflineAsync(anna));
    }

    [Fact]
    public async Task An_id_that_is_reserved_is_for_its_owner()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        await using var berts = await server.ConnectAsync(bert);
        var id = (await server.CallAsync("/message/get/id", new { }, anna.Token)).GetProperty("id").GetInt64();
        await berts.SendAsync(ImWire.Say(id, bert.UserId, anna.UserId, "mine"));
        Assert.Equal(
            ("消息id重复", 409),
            ImWire.ErrorOf(await berts.ExpectAsync("the error", one => ImWire.Refuses(one, id))));

        // What JavaScript makes of it is it, too.
        await annas.SendAsync($$"""{"id":{{Printed(id)}},"toUserId":{{bert.UserId}},"msgType":"Text","content":"mine"}""");
        await annas.ExpectAsync("the ack", one => ImWire.Acknowledges(one, id));
        Assert.Equal(id, (await berts.ExpectAsync("the text", one => ImWire.Shows(one, "mine"))).GetProperty("id").GetInt64());
        await berts.SendAsync($$$"""{"msgType":"Ack","content":"{'srcId':{{{Printed(id)}}}}"}""");
        await server.ExpectStateAsync(bert, id, "Client");
    }

    [Fact]
    public async Task Ids_are_texts_for_who_wants_them_so()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna, "?idFormat=string");
        await using var berts = await server.ConnectAsync(bert, "?idFormat=string");
        var id = NextId().ToString(CultureInfo.InvariantCulture);
        await annas.SendAsync($$"""{"id":"{{id}}","toUserId":"{{bert.UserId}}","msgType":"Text","content":"text"}""");

        var ack = await annas.ExpectAsync("the ack", one => ImWire.Is(one, "Ack"));
        var got = await berts.ExpectAsync("the text", one => ImWire.Shows(one, "text"));
        Assert.Equal($$"""{"srcId":"{{id}}"}""", ack.GetProperty("content").GetString());
        Assert.Equal(id, got.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{"id":5,"msgType":"Text","chatType":"Single","content":"x"}""", "参数错误: toUserId")]
    [InlineData("""{"id":5,"msgType":"Text","content":"x"}""", "参数错误: toUserId")]
    [InlineData("""{"id":5,"msgType":"Text","chatType":"Single","toUserId":"y","content":"x"}""", "参数错误: toUserId")]
    [InlineData("""{"id":5,"msgType":"Text","chatType":"Group","toUserId":3,"content":"x"}""", "参数错误: teamId")]
    [InlineData("""{"id":5,"msgType":"Text","chatType":"Team","content":"x"}""", "参数错误: teamId")]
    [InlineData("""{"id":5,"msgType":"Text","chatType":"Single","toUserId":3}""", "参数错误: content")]
    [InlineData("""{"id":5,"msgType":"Text","chatType":"Single","toUserId":3,"content":""}""", "参数错误: content")]
    [InlineData("""{"id":5,"msgType":"Text","chatType":"Single","toUserId":3,"content":{}}""", "参数错误: content")]
    [InlineData("""{"id":5,"msgType":"Party","chatType":"Single","toUserId":3,"content":"x"}""", "参数错误: msgType")]
    [InlineData("""{"id":5,"toUserId":3,"content":"x"}""", "参数错误: msgType")]
    [InlineData("""{"id":5,"msgType":"Error","toUserId":3,"content":"x"}""", "参数错误: msgType")]
    [InlineData("""{"id":5,"msgType":"Event","eventType":"Online","toUserId":3,"content":"x"}""", "参数错误: eventType")]
    [InlineData("""{"id":5,"msgType":"Text","chatType":"Party","toUserId":3,"content":"x"}""", "参数错误: chatType")]
    [InlineData("""{"id":5,"msgType":"Text","chatType":"Custom","toUserId":3,"content":"x"}""", "参数错误: chatType")]
    [InlineData("""{"id":5,"msgType":"Ack","content":"x"}""", "参数错误: content")]
    [InlineData("""{"id":5,"fromUserId":"x","msgType":"Heartbeat"}""", "参数错误: fromUserId")]
    public async Task What_a_message_lacks_is_named(string frame, string text)
    {
        await using var wire = await server.ConnectAsync(await server.UserAsync("Anna"));
        await wire.SendAsync(frame);

        Assert.Equal((text, 400), ImWire.ErrorOf(await wire.ExpectAsync("the error", one => ImWire.Refuses(one, 5))));
    }

    [Fact]
    public async Task An_id_that_is_none_is_named()
    {
        await using var wire = await server.ConnectAsync(await server.UserAsync("Anna"));
        await wire.SendAsync("""{"id":-5,"msgType":"Text","toUserId":3,"content":"x"}""");

        var error = await wire.ExpectAsync("the error", one => ImWire.Is(one, "Error"));
        Assert.Equal(("参数错误: id", 400), ImWire.ErrorOf(error));
        Assert.Null(ImWire.SourceOf(error));
    }

    [Fact]
    public async Task A_content_has_its_limit_and_a_frame_too()
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await server.ConnectAsync(anna);
        await wire.SendAsync(ImWire.Say(5, anna.UserId, anna.UserId, new string('x', 16_384)));
        await wire.ExpectAsync("the ack", one => ImWire.Acknowledges(one, 5));
        await wire.SendAsync(ImWire.Say(6, anna.UserId, anna.UserId, new string('x', 16_385)));
        Assert.Equal(413, ImWire.ErrorOf(await wire.ExpectAsync("the error", one => ImWire.Refuses(one, 6))).Code);
        await wire.SendAsync(new string(' ', 65_537));
        Assert.Equal(1009, (await wire.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Five_frames_in_a_row_that_are_no_JSON_end_the_socket()
    {
        await using var wire = await server.ConnectAsync(await server.UserAsync("Anna"));
        for (var i = 0; i < 9; i++)
        {
            await wire.SendAsync(i == 4 ? """{"msgType":"Heartbeat"}""" : i % 2 == 0 ? "{" : "[]");
        }

        for (var i = 0; i < 8; i++)
        {
            var error = await wire.ExpectAsync("the error", one => ImWire.Is(one, "Error"));
            Assert.Equal(("message must be json", 400), ImWire.ErrorOf(error));
        }

        await wire.SendAsync("x");
        Assert.Equal(1008, (await wire.ClosedAsync()).Code);
    }

    [Fact]
    public async Task What_is_binary_has_no_effect()
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await server.ConnectAsync(anna);
        await wire.SendAsync(new byte[10_000], WebSocketMessageType.Binary);
        await ImAuthTests.SpeaksAsync(wire, anna.UserId);

        Assert.Equal(2, wire.Seen.Count(text => !text.Contains("Knock", StringComparison.Ordinal) && !text.Contains("\"Ack\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Curly_quotes_are_quotes()
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await server.ConnectAsync(anna);
        await wire.SendAsync($$"""{“toUserId”:{{anna.UserId}},“msgType”:“Text”,"content":"a“b"}""");
        await wire.SendAsync($$"""{"toUserId":{{anna.UserId}},"msgType":"Text","content":"c“d"}""");

        await wire.ExpectAsync("what is read as it stands", one => ImWire.Shows(one, "c“d"));
    }

    [Theory]
    [InlineData("Image", "/file/down/123123.png")]
    [InlineData("Image", "https://a.example/b.png?x=1&y=2")]
    [InlineData("File", "/file/down/1.pdf")]
    [InlineData("Video", "/file/down/1.mp4")]
    [InlineData("Audio", "https://a.example/1.mp3")]
    [InlineData("Location", "{\"x\":1.5,\"y\":\"上海\"}")]
    [InlineData("Link", "https://a.example/")]
    [InlineData("Text", "\"<你好>\" \\ 😀\n'")]
    public async Task Every_type_comes_as_it_was_sent_and_waits_as_it_came(string type, string content)
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        await using var berts = await server.ConnectAsync(bert);
        var id = NextId();
        await annas.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, content, type));

        var got = await berts.ExpectAsync("the message", one => ImWire.Is(one, type));
        var waiting = Assert.Single(await server.OfflineAsync(bert));
        Assert.Equal(content, got.GetProperty("content").GetString());
        Assert.Equal((type, content, id), (
            waiting.GetProperty("msgType").GetString(),
            waiting.GetProperty("content").GetString(),
            waiting.GetProperty("id").GetInt64()));
        Assert.Equal(got.GetProperty("timestamp").GetInt64(), waiting.GetProperty("timestamp").GetInt64());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-23, true)]
    [InlineData(23, true)]
    [InlineData(-25, false)]
    [InlineData(25, false)]
    public async Task The_time_of_a_client_counts_when_its_clock_is_not_far_off(int hours, bool counts)
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await server.ConnectAsync(anna);
        var timestamp = TimeProvider.System.GetUtcNow().AddHours(hours).ToUnixTimeMilliseconds() - 12_345;
        await wire.SendAsync(
            $$"""{"toUserId":{{anna.UserId}},"msgType":"Text","content":"now","timestamp":{{timestamp}}}""");

        var got = await wire.ExpectAsync("the text", one => ImWire.Shows(one, "now"));
        Assert.Equal(counts, got.GetProperty("timestamp").GetInt64() == timestamp);
    }

    [Fact]
    public async Task A_sender_s_other_sockets_are_not_told_and_all_of_the_receiver_s_are()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var one = await server.ConnectAsync(anna);
        await using var other = await server.ConnectAsync(anna);
        await using var first = await server.ConnectAsync(bert);
        await using var second = await server.ConnectAsync(bert);
        var id = NextId();
        await one.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, "both"));
        await one.ExpectAsync("the ack", frame => ImWire.Acknowledges(frame, id));
        await first.ExpectAsync("the text", frame => ImWire.Shows(frame, "both"));
        await second.ExpectAsync("the text", frame => ImWire.Shows(frame, "both"));
        await ImAuthTests.SpeaksAsync(other, anna.UserId); // what came before is there by then

        Assert.DoesNotContain(other.Seen, text => text.Contains("both", StringComparison.Ordinal));
        Assert.DoesNotContain(one.Seen, text => text.Contains("both", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_team_hears_what_its_members_say()
    {
        var (anna, bert, carl) =
            (await server.UserAsync("Anna"), await server.UserAsync("Bert"), await server.UserAsync("Carl"));
        var team = (await server.CallAsync(
            "/team/add", new { name = "群", members = new[] { new { userId = anna.UserId }, new { userId = bert.UserId } } }, anna.Token))
            .GetProperty("id").GetInt64();
        await using var annas = await server.ConnectAsync(anna);
        await using var berts = await server.ConnectAsync(bert);
        await using var carls = await server.ConnectAsync(carl);
        foreach (var (chatType, id) in new[] { ("Group", NextId()), ("Team", NextId()) })
        {
            await annas.SendAsync(JsonSerializer.Serialize(new { id, teamId = team, chatType, msgType = "Text", content = chatType }));
            var ack = await annas.ExpectAsync("the ack", one => ImWire.Acknowledges(one, id));
            var got = await berts.ExpectAsync("the text", one => ImWire.Shows(one, chatType));
            foreach (var frame in new[] { ack, got })
            {
                Assert.Equal("Group", frame.GetProperty("chatType").GetString());
                Assert.Equal(team, frame.GetProperty("teamId").GetInt64());
            }

            Assert.Equal(JsonValueKind.Null, got.GetProperty("toUserId").ValueKind);
            Assert.Equal("ServerToClientIng", await server.StateAsync(bert, id));
            await berts.SendAsync(JsonSerializer.Serialize(
                new { chatType, teamId = team, msgType = "Ack", content = JsonSerializer.Serialize(new { srcId = id }) }));
            await server.ExpectStateAsync(bert, id, "Client");
        }

        await carls.SendAsync(JsonSerializer.Serialize(
            new { id = 5, teamId = team, chatType = "Group", msgType = "Text", content = "x" }));
        Assert.Equal(
            ("不在群组内", 403), ImWire.ErrorOf(await carls.ExpectAsync("the error", one => ImWire.Refuses(one, 5))));
        Assert.DoesNotContain(carls.Seen, text => text.Contains("\"Group\",\"stateEnum\":\"Server", StringComparison.Ordinal)
            && text.Contains("\"Text\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_one_socket_says_to_one_target_stays_in_order()
    {
        const int Count = 200;
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        await using var berts = await server.ConnectAsync(bert);
        for (var i = 0; i < Count; i++)
        {
            await annas.SendAsync(ImWire.Say(NextId(), anna.UserId, bert.UserId, $"n{i}"));
        }

        for (var i = 0; i < Count; i++)
        {
            var got = await berts.ExpectAsync("the next text", one => ImWire.Is(one, "Text"));
            Assert.Equal($"n{i}", got.GetProperty("content").GetString());
        }
    }

    [Fact]
    public async Task Who_is_muted_or_blocked_is_told()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        var friendship = server.Host.Grains.GetGrain<IFriendshipGrain>(
            ConversationKey.Pair(anna.UserId, bert.UserId));
        await friendship.SetRelationAsync(bert.UserId, new RelationEdit(IsBlocked: true), CancellationToken.None);
        await annas.SendAsync(ImWire.Say(5, anna.UserId, bert.UserId, "x"));
        Assert.Equal(403, ImWire.ErrorOf(await annas.ExpectAsync("the error", one => ImWire.Refuses(one, 5))).Code);

        await server.Host.Grains.GetGrain<IUserGrain>(anna.UserId)
            .MuteAsync(1, 60_000, CancellationToken.None);
        await using var again = await server.ConnectAsync(anna);
        await again.SendAsync(ImWire.Say(6, anna.UserId, anna.UserId, "x"));
        Assert.Equal(
            ("用户被禁言", 403), ImWire.ErrorOf(await again.ExpectAsync("the error", one => ImWire.Refuses(one, 6))));
        Assert.Empty(await server.OfflineAsync(bert));
    }

    /// <summary>Exact in JavaScript, and no id that the server gives.</summary>
    private static long NextId() => 1_000_000_000_000 + Interlocked.Increment(ref _ids);

    /// <summary>As JavaScript prints a number.</summary>
    private static string Printed(long id) => decimal
        .Parse(((double)id).ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
        .ToString("F0", CultureInfo.InvariantCulture);
}
