using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Friend;

[Collection(nameof(FriendTests))]
public sealed class FriendSocketTests(FriendHost server)
{
    [Fact]
    public async Task Two_who_know_nothing_of_each_other_talk()
    {
        var (anna, bert) = await server.TwoAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        await annas.SendAsync(anna.Say(bert.UserId, "hello!"));
        var heard = await berts.ExpectAsync("the text", frame => FriendClient.IsText(frame, "hello!"));
        await berts.SendAsync(bert.Say(anna.UserId, "what's up bro"));
        await annas.ExpectAsync("the answer", frame => FriendClient.IsText(frame, "what's up bro"));

        Assert.Equal("Anna", heard.GetProperty("sender").GetString());
        Assert.Equal(["sender", "text", "time"], heard.EnumerateObject().Select(member => member.Name));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$", heard.GetProperty("time").GetString());
        Assert.Single(annas.Seen); // her own words are not shown to her
    }

    [Fact]
    public async Task All_sockets_of_the_receiver_are_shown_a_message_and_none_of_the_senders()
    {
        var (anna, bert) = await server.TwoAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var annasOther = await anna.OpenSocketAsync();
        await using var first = await bert.OpenSocketAsync();
        await using var second = await bert.OpenSocketAsync();

        await annas.SendAsync(anna.Say(bert.UserId, "both"));
        await first.ExpectAsync("the text", frame => FriendClient.IsText(frame, "both"));
        await second.ExpectAsync("the text", frame => FriendClient.IsText(frame, "both"));
        await first.SendAsync(bert.Say(anna.UserId, "back"));
        await annas.ExpectAsync("the answer", frame => FriendClient.IsText(frame, "back"));
        await annasOther.ExpectAsync("the answer", frame => FriendClient.IsText(frame, "back"));

        Assert.Single(annasOther.Seen);
    }

    [Fact]
    public async Task What_was_said_right_before_a_good_bye_is_stored()
    {
        var (anna, bert) = await server.TwoAsync();
        string[] words = [.. Enumerable.Range(0, 10).Select(i => $"word {i}")];
        await using (var annas = await anna.OpenSocketAsync())
        {
            foreach (var word in words)
            {
                await annas.SendAsync(anna.Say(bert.UserId, word));
            }

            await annas.CloseAsync();
        }

        await using var berts = await bert.OpenSocketAsync();
        await berts.ExpectAsync("the last word", frame => FriendClient.IsText(frame, words[^1]));
        Assert.Equal(words.Length, berts.Seen.Count);
    }

    [Fact]
    public async Task Who_writes_to_himself_is_shown_it_once_on_each_socket()
    {
        using var anna = await server.UserAsync("Anna");
        await using var first = await anna.OpenSocketAsync();
        await using var second = await anna.OpenSocketAsync();

        await first.SendAsync(anna.Say(anna.UserId, "a note"));
        await first.SendAsync(anna.Say(anna.UserId, "another"));

        await first.ExpectAsync("the second note", frame => FriendClient.IsText(frame, "another"));
        await second.ExpectAsync("the second note", frame => FriendClient.IsText(frame, "another"));
        Assert.Equal(2, first.Seen.Count);
        Assert.Equal(2, second.Seen.Count);
    }

    [Fact]
    public async Task Who_is_named_and_does_not_exist_is_told_so_and_closed()
    {
        await using var socket = await WireSocket.ConnectAsync(server.Stranger().SocketUrlOf("999999999"));

        var frame = await socket.ExpectAsync("the refusal", _ => true);

        Assert.Equal(["id", "sender", "to", "text", "createTime"], frame.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""null 0 999999999 "用户不存在" """.Trim(), Refusal(frame));
        Assert.Equal(1008, (await socket.ClosedAsync()).Code);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("22x")]
    [InlineData("99999999999")]
    [InlineData("1.5")]
    public async Task An_address_that_is_no_number_is_refused(string id)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(server.Stranger().SocketUrlOf(id), CancellationToken.None));

        Assert.Equal(HttpStatusCode.BadRequest, socket.HttpStatusCode);
    }

    [Theory]
    [InlineData("\"999999999\"", "999999999")]
    [InlineData("999999999", "999999999")]
    [InlineData("0", "0")]
    [InlineData("-7", "-7")]
    [InlineData("\"abc\"", "\"abc\"")]
    [InlineData("99999999999", "\"99999999999\"")]
    public async Task Nobody_is_written_to_and_the_socket_stays(string to, string shown)
    {
        var (anna, bert) = await server.TwoAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        await annas.SendAsync($$"""{"senderId":"{{anna.Id}}","to":{{to}},"text":"x"}""");
        var frame = await annas.ExpectAsync("the refusal", _ => true);
        await annas.SendAsync(anna.Say(bert.UserId, "still here"));

        await berts.ExpectAsync("the text", text => FriendClient.IsText(text, "still here"));
        Assert.Equal($"null 0 {shown} \"用户不存在\"", Refusal(frame));
    }

    [Theory]
    [InlineData("no json", "消息格式错误")]
    [InlineData("""{"senderId":"1","text":"x"}""", "消息格式错误")]
    [InlineData("""{"senderId":"1","to":"1"}""", "消息格式错误")]
    [InlineData("[]", "消息格式错误")]
    [InlineData("long", "消息过长")]
    public async Task A_frame_that_cannot_be_sent_is_refused_and_the_socket_stays(string sent, string text)
    {
        using var anna = await server.UserAsync("Anna");
        await using var annas = await anna.OpenSocketAsync();

        await annas.SendAsync(sent == "long" ? anna.Say(anna.UserId, new string('x', 4_097)) : sent);
        var frame = await annas.ExpectAsync("the refusal", _ => true);
        await annas.SendAsync(anna.Say(anna.UserId, new string('x', 4_096)));

        await annas.ExpectAsync("the next text", next => FriendClient.IsText(next, new string('x', 4_096)));
        Assert.Equal($"null 0 {anna.Id} \"{text}\"", Refusal(frame));
    }

    [Fact]
    public async Task An_empty_text_is_ignored_and_heart_is_words()
    {
        using var anna = await server.UserAsync("Anna");
        await using var annas = await anna.OpenSocketAsync();

        await annas.SendAsync(anna.Say(anna.UserId, ""));
        await annas.SendAsync(anna.Say(anna.UserId, "heart"));

        var first = await annas.ExpectAsync("something", _ => true);
        Assert.Equal("heart", first.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_bare_ping_is_answered()
    {
        using var anna = await server.UserAsync("Anna");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("token", anna.Token);
        await socket.ConnectAsync(anna.SocketUrl, CancellationToken.None);

        await socket.SendAsync("ping"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);

        var buffer = new byte[64];
        var answer = await SocketText.ReadAsync(socket, buffer).WaitAsync(WireSocket.Patience);
        Assert.Equal("pong", Encoding.UTF8.GetString(answer!.Value.Span));
    }

    [Fact]
    public async Task Twenty_unknown_receivers_within_a_minute_are_too_many()
    {
        using var anna = await server.UserAsync("Anna");
        await using var annas = await anna.OpenSocketAsync();

        for (var i = 0; i < 20; i++)
        {
            await annas.SendAsync(anna.Say(900_000_000 + i, "anybody?"));
        }

        Assert.Equal(1008, (await annas.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Who_has_blocked_the_sender_is_nobody_to_him()
    {
        var (anna, bert) = await server.TwoAsync();
        await server.BlockAsync(bert, anna);
        await using var annas = await anna.OpenSocketAsync();

        await annas.SendAsync(anna.Say(bert.UserId, "hello?"));

        Assert.Equal($"null 0 {bert.Id} \"用户不存在\"", Refusal(await annas.ExpectAsync("the refusal", _ => true)));
    }

    [Fact]
    public async Task Who_is_muted_is_told_so()
    {
        var (anna, bert) = await server.TwoAsync();
        await server.MuteAsync(anna);
        await using var annas = await anna.OpenSocketAsync();

        await annas.SendAsync(anna.Say(bert.UserId, "hello?"));

        Assert.Equal($"null 0 {anna.Id} \"用户被禁言\"", Refusal(await annas.ExpectAsync("the refusal", _ => true)));
    }

    [Fact]
    public async Task A_new_name_is_shown_with_the_next_message()
    {
        var (anna, bert) = await server.TwoAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await annas.SendAsync(anna.Say(bert.UserId, "one"));
        await berts.ExpectAsync("the first text", frame => FriendClient.IsText(frame, "one"));

        await server.RenameAsync(anna, "Anne");
        await annas.DisposeAsync();
        await using var again = await anna.OpenSocketAsync();
        await again.SendAsync(anna.Say(bert.UserId, "two"));

        var second = await berts.ExpectAsync("the second text", frame => FriendClient.IsText(frame, "two"));
        Assert.Equal("Anne", second.GetProperty("sender").GetString());
    }

    [Fact]
    public async Task A_resend_under_the_same_key_is_one_message()
    {
        var (anna, bert) = await server.TwoAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        var frame = $$"""{"to":"{{bert.Id}}","text":"once","msgId":"k1"}""";

        await annas.SendAsync(frame);
        await annas.SendAsync(frame);
        await annas.SendAsync(anna.Say(bert.UserId, "last"));

        await berts.ExpectAsync("the last text", text => FriendClient.IsText(text, "last"));
        Assert.Equal(2, berts.Seen.Count);
    }

    /// <summary>All but the time.</summary>
    private static string Refusal(JsonElement frame) =>
        $"{Raw(frame, "id")} {Raw(frame, "sender")} {Raw(frame, "to")} {Raw(frame, "text")}";

    private static string Raw(JsonElement frame, string name) => frame.GetProperty(name).GetRawText();
}
