using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Friend;

[Collection(nameof(FriendTests))]
public sealed class FriendAccountTests(FriendHost server)
{
    private const string Password = "correct horse";

    [Fact]
    public async Task Who_registers_logs_in_and_talks()
    {
        var mobile = FriendHost.NextMobile();
        using var client = server.Stranger();

        Assert.Equal("0 注册成功", await RegisterAsync(client, mobile));
        var envelope = await client.PostAsync("/user/login.do", ("phoneNumber", mobile), ("password", Password));
        var data = envelope.GetProperty("data");
        var user = data.GetProperty("user");
        client.Token = data.GetProperty("token").GetString()!;
        client.UserId = user.GetProperty("id").GetInt32();
        await using var socket = await client.OpenSocketAsync();
        await socket.SendAsync(client.Say(client.UserId, "here"));

        var frame = await socket.ExpectAsync("the note", _ => true);
        Assert.Equal(["status", "msg", "data"], Names(envelope));
        Assert.Equal("0 登录成功", $"{envelope.GetProperty("status")} {envelope.GetProperty("msg")}");
        Assert.Equal(["user", "token"], Names(data));
        Assert.Equal(["id", "name", "img", "phone"], Names(user));
        Assert.Equal(mobile, user.GetProperty("phone").GetString());
        Assert.Equal("手机用户" + mobile, user.GetProperty("name").GetString());
        Assert.Equal("手机用户" + mobile, frame.GetProperty("sender").GetString());
        Assert.Equal(43, client.Token.Length);
        Assert.Equal(user.GetRawText(), (await client.CallAsync("/user/get_user_info.do")).GetRawText());
    }

    [Fact]
    public async Task A_second_login_replaces_nothing()
    {
        var mobile = FriendHost.NextMobile();
        using var client = server.Stranger();
        await RegisterAsync(client, mobile);
        var first = await LoginAsync(client, mobile);
        client.Token = first;

        var second = await LoginAsync(client, mobile);

        Assert.NotEqual(first, second);
        await client.CallAsync("/user/get_user_info.do");
    }

    [Fact]
    public async Task An_unknown_number_and_a_wrong_password_look_the_same()
    {
        var mobile = FriendHost.NextMobile();
        using var client = server.Stranger();
        await RegisterAsync(client, mobile);

        var wrong = await TryAsync(mobile, "wrong");
        var unknown = await TryAsync(FriendHost.NextMobile(), "wrong");

        Assert.Equal(wrong, unknown);
        Assert.Equal("""{"status":1,"msg":"账号或密码错误"}""", wrong);

        async Task<string> TryAsync(string phoneNumber, string password)
        {
            using var answer = await client.SendAsync(
                HttpMethod.Post, "/user/login.do", ("phoneNumber", phoneNumber), ("password", password));
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Failures_in_a_row_make_the_next_try_wait()
    {
        var mobile = FriendHost.NextMobile();
        using var client = server.Stranger();
        await RegisterAsync(client, mobile);

        var verdicts = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            verdicts.Add(await client.VerdictAsync("/user/login.do", ("phoneNumber", mobile), ("password", "wrong")));
        }

        Assert.Contains("1 发送频率过快，请稍后再试", verdicts);
        Assert.Equal("1 账号或密码错误", verdicts[0]);
    }

    [Fact]
    public async Task A_number_registers_once_and_with_its_captcha()
    {
        var mobile = FriendHost.NextMobile();
        using var client = server.Stranger();

        Assert.Equal("1 验证码错误", await RegisterAsync(client, mobile, captcha: "654321"));
        Assert.Equal("0 注册成功", await RegisterAsync(client, mobile));
        Assert.Equal("1 用户已存在", await RegisterAsync(client, mobile));
    }

    [Theory]
    [InlineData("/user/login.do", "phoneNumber=1380000000&password=x")]
    [InlineData("/user/login.do", "phoneNumber=abcdefghijk&password=x")]
    [InlineData("/user/login.do", "password=x")]
    [InlineData("/user/login.do", "phoneNumber=13800000000")]
    [InlineData("/user/login.do", "phoneNumber=13800000000&password=%00")]
    [InlineData("/user/login.do", "")]
    [InlineData("/user/register.do", "phone=13800000000&password=x")]
    [InlineData("/user/register.do", "phone=13800000000&msgCode=123456")]
    [InlineData("/user/register.do", "phone=1&password=x&msgCode=123456")]
    [InlineData("/user/send_msg_code.do", "phone=1")]
    public async Task What_is_missing_or_no_number_is_an_illegal_argument(string path, string form)
    {
        using var client = server.Stranger();
        using var answer = await client.SendAsync(HttpMethod.Post, path, new StringContent(form));

        Assert.Equal("""{"status":2,"msg":"参数错误"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_captcha_is_sent()
    {
        using var client = server.Stranger();

        Assert.Equal("0 验证码已发送", await client.VerdictAsync("/user/send_msg_code.do", ("phone", FriendHost.NextMobile())));
    }

    private static Task<string> RegisterAsync(FriendClient client, string mobile, string captcha = FriendHost.Captcha) =>
        client.VerdictAsync("/user/register.do", ("phone", mobile), ("password", Password), ("msgCode", captcha));

    private static async Task<string> LoginAsync(FriendClient client, string mobile)
    {
        var data = await client.CallAsync("/user/login.do", ("phoneNumber", mobile), ("password", Password));
        return data.GetProperty("token").GetString()!;
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
