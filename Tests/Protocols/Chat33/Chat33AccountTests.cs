using System.Net;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>The account service of the public clients, and what their logins show. Source: decisions 2.1.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33AccountTests(Chat33Host server)
{
    private const string Password = "correct horse";

    [Fact]
    public async Task A_new_user_signs_up_and_in_as_the_desktop_client_does()
    {
        using var client = server.Stranger();
        var mobile = Chat33Host.NextMobile();
        var proof = $"reg_type=mobile&mobile={mobile}&area=86&code={Chat33Host.Captcha}&type=sms";

        Assert.Equal(0, Data(await FormAsync(client, "/v1/user/is-reg", $"mobile={mobile}&area=86")).GetProperty("isreg").GetInt32());
        var sent = await FormAsync(client, "/v1/send/sms", $"area=86&mobile={mobile}&codetype=quick&param=FzmRandom&businessId=&ticket=");
        Assert.Equal(0, Data(sent).GetProperty("isShow").GetInt32());
        Data(await FormAsync(client, "/v1/user/reg", proof));
        Assert.Equal(1, Data(await FormAsync(client, "/chat/v1/user/is-reg", $"mobile={mobile}")).GetProperty("isreg").GetInt32());
        client.Token = Data(await FormAsync(client, "/v1/user/login", proof)).GetProperty("access_token").GetString()!;

        client.Headers["FZM-DEVICE"] = "PC";
        var login = await client.CallAsync("/user/tokenLogin", new { type = 2, cid = "" });
        Assert.True(login.GetProperty("firstLogin").GetBoolean());
        Assert.Equal("", login.GetProperty("publicKey").GetString());
        Assert.Equal("", login.GetProperty("privateKey").GetString());
        Assert.Equal("{}", (await client.CallAsync("/open")).GetRawText());
        await client.CallAsync("/chat33/uploadSecretKey", new { publicKey = "02ab", privateKey = "sealed" });

        var again = await client.CallAsync("/user/tokenLogin", new { type = 2, cid = "" });
        Assert.False(again.GetProperty("firstLogin").GetBoolean());
        Assert.Equal("02ab", again.GetProperty("publicKey").GetString());
        Assert.Equal("sealed", again.GetProperty("privateKey").GetString());
    }

    [Fact]
    public async Task A_password_signs_in_and_a_wrong_one_does_not()
    {
        using var client = server.Stranger();
        var mobile = Chat33Host.NextMobile();
        Data(await FormAsync(client, "/v1/user/reg", $"mobile={mobile}&code={Chat33Host.Captcha}&password={Uri.EscapeDataString(Password)}"));

        var right = await FormAsync(client, "/v1/user/login", $"mobile={mobile}&type=2&password=correct+horse");
        var wrong = await FormAsync(client, "/v1/user/login", $"mobile={mobile}&type=2&password=wrong");

        Assert.NotEqual("", Data(right).GetProperty("access_token").GetString());
        Assert.Equal(-2013, Code(wrong));
        Assert.Equal("{}", wrong.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("/v1/user/login", "mobile=13900000000&type=1", -1002)]
    [InlineData("/v1/user/login", "mobile=13900000000&type=1&code=000000", -4007)]
    [InlineData("/v1/user/login", "mobile=13900000000&type=7&code=123456", -1001)]
    [InlineData("/v1/user/login", "", -1002)]
    [InlineData("/v1/user/reg", "mobile=13900000000", -1002)]
    [InlineData("/v1/user/reg", "mobile=13900000000&code=000000", -4007)]
    [InlineData("/v1/user/is-reg", "mobile=1", -1001)]
    [InlineData("/v1/user/is-reg", "mobile=13900000000&mobile=13900000001", -1001)]
    [InlineData("/v1/send/sms", "mobile=%00", -1001)]
    public async Task What_is_wrong_is_said_in_the_services_own_envelope(string path, string form, int code)
    {
        using var client = server.Stranger();

        Assert.Equal(code, Code(await FormAsync(client, path, form)));
    }

    [Fact]
    public async Task Nobody_signs_up_twice()
    {
        using var client = server.Stranger();
        var form = $"mobile={Chat33Host.NextMobile()}&code={Chat33Host.Captcha}";
        Data(await FormAsync(client, "/v1/user/reg", form));

        Assert.Equal(-2002, Code(await FormAsync(client, "/v1/user/reg", form)));
    }

    [Fact]
    public async Task Friends_see_the_public_key_and_nobody_but_its_owner_the_private_one()
    {
        var (anna, bert) = await server.FriendsAsync();
        var room = await Chat33Host.RoomAsync(anna, bert);
        await anna.CallAsync("/chat33/uploadSecretKey", new { publicKey = "02ab", privateKey = "sealed" });

        var friend = Assert.Single((await bert.CallAsync("/friend/list", new { type = 3, time = 0 })).GetProperty("userList").EnumerateArray());
        var info = await bert.CallAsync("/user/userInfo", new { id = anna.Id });
        var member = (await bert.CallAsync("/room/info", new { roomId = room })).GetProperty("users")[0];

        Assert.Equal("02ab", friend.GetProperty("publicKey").GetString());
        Assert.Equal("02ab", info.GetProperty("publicKey").GetString());
        Assert.Equal("02ab", member.GetProperty("publicKey").GetString());
        Assert.DoesNotContain("sealed", friend.GetRawText() + info.GetRawText() + member.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(-1001, await anna.RefusalAsync(
            "/chat33/uploadSecretKey", new { publicKey = new string('a', 1_025), privateKey = "x" }));
        Assert.Equal(-1002, await anna.RefusalAsync("/chat33/uploadSecretKey", new { publicKey = "a" }));
    }

    private static async Task<JsonElement> FormAsync(Chat33Client client, string path, string form)
    {
        using var answer = await client.SendAsync(path, form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var envelope = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(["code", "message", "data"], envelope.EnumerateObject().Select(member => member.Name));
        return envelope;
    }

    private static int Code(JsonElement envelope) => envelope.GetProperty("code").GetInt32();

    private static JsonElement Data(JsonElement envelope)
    {
        Assert.True(Code(envelope) == 200, envelope.GetRawText());
        return envelope.GetProperty("data");
    }
}
