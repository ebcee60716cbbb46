using System.Globalization;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Decisions 2 to 5: who one is.</summary>
[Collection(nameof(ImTests))]
public sealed class ImAuthTests(ImHost server)
{
    [Theory]
    [InlineData("\"{'any'}\"")]
    [InlineData("\"any\"")]
    [InlineData("{\"token\":\"any\"}")]
    [InlineData("\"{\\\"token\\\":\\\"any\\\"}\"")]
    public async Task Any_token_will_do_for_a_user_that_exists(string content)
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await server.KnockAsync();
        await wire.SendAsync($$"""{"id":4,"msgType":"Auth","fromUserId":{{anna.UserId}},"content":{{content}}}""");

        await SpeaksAsync(wire, anna.UserId);
        Assert.DoesNotContain(wire.Seen, text => text.Contains("\"srcId\\\":4", StringComparison.Ordinal)); // no answer
    }

    [Theory]
    [InlineData(301)]
    [InlineData(512 - 12)] // with {"token":""} around it
    public async Task An_application_s_token_may_be_long(int length)
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await server.KnockAsync();
        await wire.SendAsync(JsonSerializer.Serialize(new
        {
            msgType = "Auth",
            fromUserId = anna.UserId,
            content = new { token = new string('x', length) },
        }));

        await SpeaksAsync(wire, anna.UserId);
    }

    [Fact]
    public async Task A_token_of_this_server_must_be_his()
    {
        var anna = await server.UserAsync("Anna");
        var bert = await server.UserAsync("Bert");
        await using var good = await server.KnockAsync();
        await good.SendAsync(Auth(anna.UserId, anna.Token));
        await SpeaksAsync(good, anna.UserId);

        foreach (var token in (string[])[bert.Token, new string('x', anna.Token.Length)])
        {
            await using var wire = await server.KnockAsync();
            await wire.SendAsync(Auth(anna.UserId, token));
            await FailsAsync(wire, anna.UserId);
        }
    }

    [Theory]
    [InlineData("""{"id":3,"msgType":"Auth","fromUserId":{0},"content":""}""", true)]
    [InlineData("""{"id":3,"msgType":"Auth","fromUserId":{0},"content":"{}"}""", true)]
    [InlineData("""{"id":3,"msgType":"Auth","fromUserId":{0}}""", true)]
    [InlineData("""{"id":3,"msgType":"Auth","fromUserId":2147483646,"content":"x"}""", false)]
    [InlineData("""{"id":3,"msgType":"Auth","fromUserId":1,"content":"x"}""", false)]
    [InlineData("""{"id":3,"msgType":"Auth","content":"x"}""", false)]
    public async Task Who_is_nobody_is_told_and_closed(string frame, bool names)
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await server.KnockAsync();
        await wire.SendAsync(frame.Replace(
            "{0}", anna.UserId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        var error = await wire.ExpectAsync("the error", one => ImWire.Refuses(one, 3));
        Assert.Equal(("鉴权失败", 401), ImWire.ErrorOf(error));
        Assert.Equal(names, error.GetProperty("toUserId").ValueKind is JsonValueKind.Number
            && error.GetProperty("toUserId").GetInt32() == anna.UserId);
        Assert.Equal(4401, (await wire.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Before_Auth_nothing_is_done_and_the_socket_stays_open()
    {
        var anna = await server.UserAsync("Anna");
        var bert = await server.UserAsync("Bert");
        await using var wire = await server.KnockAsync();
        await wire.SendAsync(ImWire.Say(5, anna.UserId, bert.UserId, "early"));
        var error = await wire.ExpectAsync("the error", one => ImWire.Refuses(one, 5));
        Assert.Equal(("未鉴权", 401), ImWire.ErrorOf(error));

        await wire.SendAsync(ImWire.Confirm(5));
        await wire.SendAsync("""{"msgType":"Heartbeat"}""");
        await wire.ExpectAsync("the second error", one => ImWire.Is(one, "Error"));
        await wire.ExpectAsync("the third error", one => ImWire.Is(one, "Error"));
        await wire.SendAsync(Auth(anna.UserId, "x"));
        await SpeaksAsync(wire, anna.UserId);
        Assert.Empty(await server.OfflineAsync(bert));
    }

    [Fact]
    public async Task Before_Auth_frames_are_small()
    {
        await using var wire = await server.KnockAsync();
        await wire.SendAsync(new string(' ', 4_096));
        await wire.ExpectAsync("the error", one => ImWire.Is(one, "Error"));
        await wire.SendAsync(new string(' ', 4_097));

        Assert.Equal(1009, (await wire.ClosedAsync()).Code);
    }

    [Fact]
    public async Task A_second_Auth_of_the_same_user_changes_nothing()
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await server.ConnectAsync(anna);
        await wire.SendAsync(Auth(anna.UserId, "another"));

        await SpeaksAsync(wire, anna.UserId);
    }

    [Fact]
    public async Task A_second_Auth_of_another_user_ends_the_socket()
    {
        var anna = await server.UserAsync("Anna");
        var bert = await server.UserAsync("Bert");
        await using var wire = await server.ConnectAsync(anna);
        await wire.SendAsync(Auth(bert.UserId, "x"));

        await FailsAsync(wire, anna.UserId);
    }

    [Theory]
    [InlineData("""{"id":5,"fromUserId":1,"toUserId":3,"chatType":"Single","msgType":"Text","content":"x"}""")]
    [InlineData("""{"id":5,"fromUserId":"1","msgType":"Heartbeat"}""")]
    [InlineData("""{"id":5,"fromUserId":1,"msgType":"Ack","content":"{'srcId':9}"}""")]
    public async Task A_sender_is_nobody_else(string frame)
    {
        await using var wire = await server.ConnectAsync(await server.UserAsync("Anna"));
        await wire.SendAsync(frame);

        var error = await wire.ExpectAsync("the error", one => ImWire.Refuses(one, 5));
        Assert.Equal(("fromUserId与鉴权用户不一致", 403), ImWire.ErrorOf(error));
    }

    [Fact]
    public async Task Who_names_no_sender_is_who_he_is()
    {
        var anna = await server.UserAsync("Anna");
        var bert = await server.UserAsync("Bert");
        await using var annas = await server.ConnectAsync(anna);
        await using var berts = await server.ConnectAsync(bert);
        await annas.SendAsync($$"""{"toUserId":{{bert.UserId}},"chatType":"Single","msgType":"Text","content":"hello"}""");

        var got = await berts.ExpectAsync("the text", one => ImWire.Shows(one, "hello"));
        Assert.Equal(anna.UserId, got.GetProperty("fromUserId").GetInt32());
    }

    internal static string Auth(int userId, string token) => JsonSerializer.Serialize(
        new { id = 2, msgType = "Auth", fromUserId = userId, content = JsonSerializer.Serialize(new { token }) });

    /// <summary>The socket is that user's: what it says to itself comes back.</summary>
    internal static async Task SpeaksAsync(WireSocket wire, int userId)
    {
        await wire.SendAsync(ImWire.Say(null, userId, userId, "it is me"));
        await wire.ExpectAsync("what he says to himself", one => ImWire.Shows(one, "it is me"));
    }

    internal static async Task FailsAsync(WireSocket wire, int userId)
    {
        var error = await wire.ExpectAsync("the error", one => ImWire.Refuses(one, 2));
        Assert.Equal(("鉴权失败", 401), ImWire.ErrorOf(error));
        Assert.Equal(userId, error.GetProperty("toUserId").GetInt32());
        Assert.Equal(4401, (await wire.ClosedAsync()).Code);
    }
}
