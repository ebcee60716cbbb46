using System.Net;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

[Collection(nameof(Chat33Tests))]
public sealed class Chat33LoginTests(Chat33Host server)
{
    [Fact]
    public async Task A_login_of_the_same_device_type_replaces_the_one_before()
    {
        var (client, mobile) = await RegisterAsync();
        var first = await LoginAsync(client, mobile, "Android", "uuid-1");
        await using var firsts = await first.OpenSocketAsync();

        var second = await LoginAsync(client, mobile, "Android", "uuid-2");

        var last = await firsts.ExpectAsync("the notice", frame => Chat33Client.IsEvent(frame, 9));
        Assert.Equal("账号已经在其他终端登录", last.GetProperty("content").GetString());
        var (code, reason) = await firsts.ClosedAsync();
        Assert.Equal(4001, code);
        var told = JsonDocument.Parse(reason).RootElement;
        Assert.Equal("Android", told.GetProperty("device").GetString());
        Assert.Equal(1, told.GetProperty("way").GetInt32());
        Assert.Equal(last.GetProperty("datetime").GetInt64(), told.GetProperty("time").GetInt64());
        Assert.Equal(-1007, await first.RefusalAsync("/room/unread"));
        Assert.Equal(0, await second.RefusalAsync("/room/unread"));
    }

    [Fact]
    public async Task The_same_device_that_logs_in_again_is_closed_without_a_word()
    {
        var (client, mobile) = await RegisterAsync();
        var first = await LoginAsync(client, mobile, "iOS", "uuid-1");
        await using var firsts = await first.OpenSocketAsync();

        await LoginAsync(client, mobile, "iOS", "uuid-1");

        Assert.Equal(1000, (await firsts.ClosedAsync()).Code);
        Assert.DoesNotContain(firsts.Seen, frame => frame.Contains("\"eventType\":9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Devices_of_different_types_live_side_by_side()
    {
        var (client, mobile) = await RegisterAsync();
        var phone = await LoginAsync(client, mobile, "Android", "uuid-1");
        var desk = await LoginAsync(client, mobile, "PC", "uuid-2");
        await using var phones = await phone.OpenSocketAsync();
        await using var desks = await desk.OpenSocketAsync();
        using var friend = await server.UserAsync("Friend");
        phone.UserId = desk.UserId;
        await Chat33Host.BefriendAsync(friend, phone);
        await using var friends = await friend.OpenSocketAsync();

        await phones.SendAsync(Chat33Client.Say(friend.UserId, "m1", "from the phone"));
        await friends.ExpectAsync("what the phone said", frame => Chat33Client.IsMessage(frame, "m1"));
        await friends.SendAsync(Chat33Client.Say(phone.UserId, "m2", "to both"));

        await desks.ExpectAsync("what the phone said", frame => Chat33Client.IsMessage(frame, "m1"));
        await desks.ExpectAsync("what came in", frame => Chat33Client.IsMessage(frame, "m2"));
        await phones.ExpectAsync("what came in", frame => Chat33Client.IsMessage(frame, "m2"));
    }

    [Fact]
    public async Task The_cookie_alone_signs_in_on_http_and_on_the_socket()
    {
        var (client, mobile) = await RegisterAsync();
        using var answer = await client.SendAsync("/user/pwdLogin", JsonSerializer.Serialize(new { mobile, password = Password }));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        using var browser = server.Stranger();
        browser.Headers["Cookie"] = cookie;

        Assert.Matches("^session-login=[^;]+; Path=/; HttpOnly; SameSite=Lax$", cookie);
        Assert.Equal(0, await browser.RefusalAsync("/room/unread"));
        await using var socket = await WireSocket.ConnectAsync(browser.SocketUrl, ("Cookie", cookie));
        await socket.SendAsync("x");
        await socket.ExpectAsync("an answer", frame => frame.TryGetProperty("code", out var code) && code.GetInt32() == -1005);
    }

    [Fact]
    public async Task A_token_binds_its_session_to_a_device()
    {
        using var user = await server.UserAsync("Token");
        user.Headers["FZM-DEVICE"] = "PC";
        user.Headers["FZM-UUID"] = "uuid-1";

        var login = await user.CallAsync("/user/tokenLogin", new { type = 2, cid = "" });

        Assert.Equal(user.Id, login.GetProperty("id").GetString());
        Assert.False(login.TryGetProperty("token", out _));
        using var stranger = server.Stranger();
        Assert.Equal(-1002, await stranger.RefusalAsync("/user/tokenLogin"));
        stranger.Token = "wrong";
        Assert.Equal(-2004, await stranger.RefusalAsync("/user/tokenLogin"));
    }

    [Fact]
    public async Task An_unknown_number_and_a_wrong_password_are_told_apart_by_nobody()
    {
        var (client, mobile) = await RegisterAsync();

        var wrong = await client.PostAsync("/user/pwdLogin", JsonSerializer.Serialize(new { mobile, password = "wrong" }));
        var unknown = await client.PostAsync(
            "/user/pwdLogin", JsonSerializer.Serialize(new { mobile = Chat33Host.NextMobile(), password = "wrong" }));

        Assert.Equal(-2013, wrong.GetProperty("result").GetInt32());
        Assert.Equal(wrong.GetRawText(), unknown.GetRawText());
    }

    [Fact]
    public async Task A_captcha_logs_in_and_makes_the_account_the_first_time()
    {
        using var client = server.Stranger();
        var mobile = Chat33Host.NextMobile();
        await client.CallAsync("/send/sms", new { mobile });

        var login = await client.CallAsync("/user/phoneLogin", new { phone = mobile, Code = Chat33Host.Captcha });

        Assert.Equal(0, login.GetProperty("type").GetInt32());
        client.Token = login.GetProperty("token").GetString()!;
        Assert.Equal(0, await client.RefusalAsync("/friend/unread"));
        Assert.Equal(-4007, await client.RefusalAsync("/user/phoneLogin", new { mobile, captcha = "000000" }));
        var again = await client.CallAsync("/user/phoneLogin", new { mobile, captcha = Chat33Host.Captcha });
        Assert.Equal((1, login.GetProperty("id").GetString()), (again.GetProperty("type").GetInt32(), again.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_number_registers_once_and_only_with_its_captcha()
    {
        var (client, mobile) = await RegisterAsync();
        var other = Chat33Host.NextMobile();
        await client.CallAsync("/send/sms", new { mobile = other });

        Assert.Equal(-4007, await client.RefusalAsync("/user/register", new { mobile = other, password = Password, captcha = "000000" }));
        Assert.NotEqual(0, await client.RefusalAsync("/user/register", new { mobile, password = Password, captcha = Chat33Host.Captcha }));
        Assert.Equal(0, await client.RefusalAsync("/user/pwdLogin", new { mobile, password = Password }));
    }

    [Fact]
    public async Task After_logout_the_session_is_gone()
    {
        var (client, mobile) = await RegisterAsync();
        var session = await LoginAsync(client, mobile, "Web", "uuid-1");
        await using var socket = await session.OpenSocketAsync();

        await session.CallAsync("/user/logout");

        await socket.ClosedAsync();
        Assert.Equal(-1004, await session.RefusalAsync("/user/logout"));
        Assert.Equal(-1004, await session.RefusalAsync("/room/list", new { type = 3 }));
    }

    [Fact]
    public async Task A_device_that_the_document_does_not_know_is_refused()
    {
        var (client, mobile) = await RegisterAsync();
        client.Headers["FZM-DEVICE"] = "Toaster";

        Assert.Equal(-1006, await client.RefusalAsync("/user/pwdLogin", new { mobile, password = Password }));
    }

    [Fact]
    public async Task A_handshake_at_any_of_the_four_addresses_is_upgraded_without_a_redirect()
    {
        using var user = await server.UserAsync("Slash");
        foreach (var path in new[] { "/ws", "/ws/", "/chat/ws", "/chat/ws/" })
        {
            await using var socket = await WireSocket.ConnectAsync(new Uri(user.SocketUrl, path), ("FZM-AUTH-TOKEN", user.Token));
            await socket.SendAsync("x");
            await socket.ExpectAsync($"an answer at {path}", frame => frame.TryGetProperty("code", out _));
        }
    }

    [Fact]
    public async Task A_new_nickname_is_on_the_next_message_and_in_the_history()
    {
        var (anna, bert) = await server.FriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "old"));
        await annas.ExpectAsync("the first", frame => Chat33Client.IsMessage(frame, "m1"));

        await anna.CallAsync("/user/editNickname", new { nickname = "新名字" });
        await anna.CallAsync("/user/editAvatar", new { avatar = "http://x/new.jpg" });

        var row = (await bert.CallAsync("/friend/chatLog", new { id = anna.Id, number = 5 })).GetProperty("logs")[0];
        Assert.Equal("新名字", row.GetProperty("senderInfo").GetProperty("nickname").GetString());
        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m2", "new"));
        var sent = await annas.ExpectAsync("the second", frame => Chat33Client.IsMessage(frame, "m2"));
        Assert.Equal("新名字", sent.GetProperty("senderInfo").GetProperty("nickname").GetString());
        Assert.Equal("http://x/new.jpg", sent.GetProperty("senderInfo").GetProperty("avatar").GetString());
    }

    [Fact]
    public async Task Only_post_is_spoken()
    {
        using var client = server.Stranger();

        using var answer = await client.SendAsync("/user/isreg", "", HttpMethod.Put);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    private const string Password = "a long password";

    private async Task<(Chat33Client Client, string Mobile)> RegisterAsync()
    {
        var client = server.Stranger();
        var mobile = Chat33Host.NextMobile();
        await client.CallAsync("/send/sms", new { mobile });
        await client.CallAsync("/user/register", new { mobile, password = Password, captcha = Chat33Host.Captcha });
        return (client, mobile);
    }

    private async Task<Chat33Client> LoginAsync(Chat33Client client, string mobile, string device, string deviceId)
    {
        client.Headers["FZM-DEVICE"] = device;
        client.Headers["FZM-UUID"] = deviceId;
        var login = await client.CallAsync("/user/pwdLogin", new { mobile, password = Password });
        var userId = int.Parse(login.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        return new Chat33Client(server.Host.Chat33Url, login.GetProperty("token").GetString()!, userId);
    }
}
