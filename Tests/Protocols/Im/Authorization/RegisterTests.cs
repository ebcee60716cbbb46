using System.Net;
using System.Text.Json;
using OrleansChat.Tests.Gateway.Identity;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>Who registers users where nobody is believed: host applications, by their signatures.</summary>
[Collection(nameof(ImModesTests))]
public sealed class RegisterTests(ImModes modes)
{
    private static int _users;

    [Theory]
    [InlineData(ImMode.Development)]
    [InlineData(ImMode.Strict)]
    [InlineData(ImMode.Trusted)]
    [InlineData(ImMode.Untrusted)]
    [InlineData(ImMode.Production)]
    public async Task An_application_registers_its_users_once_whatever_the_body_says(ImMode mode)
    {
        var user = NextUser();
        var first = await SendAsync(mode, new AppCaller { Body = AppCaller.BodyOf(user) });
        var again = await SendAsync(mode, new AppCaller { Body = $$"""{"thirdUserId":"{{user}}"}""" });
        var others = await SendAsync(mode, new AppCaller
        {
            KeyId = "second",
            Secret = ImModes.OtherSecret,
            Body = AppCaller.BodyOf(user),
        });

        var userId = UserOf(first);
        Assert.Equal($$"""200 {"userId":{{userId}}}""", $"{first}");
        Assert.Equal($$"""500 {"code":500,"msg":"用户已存在","userId":{{userId}}}""", $"{again}");
        Assert.Equal(HttpStatusCode.OK, others.Status);
        Assert.NotEqual(userId, UserOf(others));
    }

    [Fact]
    public void The_room_tells_how_to_sign() => AppKeyTests.AssertHasExample("WebFrontend/Protocols/Im/README.md");

    [Theory]
    [InlineData(-240)]
    [InlineData(240)]
    public async Task A_clock_may_be_some_minutes_off(int seconds) => Assert.Equal(
        HttpStatusCode.OK,
        (await SendAsync(ImMode.Production, Good() with { Time = AppCaller.At(seconds) })).Status);

    [Fact]
    public async Task A_call_counts_once_and_its_nonce_for_its_key_only()
    {
        var caller = Good();
        var first = await SendAsync(ImMode.Production, caller);
        var again = await SendAsync(ImMode.Production, caller);
        var reused = await SendAsync(ImMode.Production, Good() with { Nonce = caller.Nonce });
        var others = await SendAsync(
            ImMode.Production, Good() with { KeyId = "second", Secret = ImModes.OtherSecret, Nonce = caller.Nonce });

        Assert.Equal(
            (HttpStatusCode.OK, ImReply.Unauthenticated, ImReply.Unauthenticated, HttpStatusCode.OK),
            (first.Status, $"{again}", $"{reused}", others.Status));
    }

    [Fact]
    public async Task Who_has_no_secret_uses_up_no_nonce()
    {
        var good = Good();
        var forged = await SendAsync(ImMode.Production, good with { Secret = "not the secret of the first app" });

        Assert.Equal(ImReply.Unauthenticated, $"{forged}");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(ImMode.Production, good)).Status);
    }

    public static TheoryData<string> Spoilt => [.. Spoils.Keys];

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task What_is_not_quite_right_is_refused_in_every_mode_and_registers_nobody(string how)
    {
        var (spoil, path) = Spoils[how];
        foreach (var mode in Enum.GetValues<ImMode>())
        {
            var user = NextUser();
            var caller = spoil(new AppCaller { Body = AppCaller.BodyOf(user) });
            using var request = caller.Request(path);
            var reply = await modes.SendAsync(mode, request);

            Assert.Equal((mode, ImReply.Unauthenticated), (mode, $"{reply}"));
            var right = await SendAsync(mode, new AppCaller { Body = AppCaller.BodyOf(user) });
            Assert.Equal(HttpStatusCode.OK, right.Status);
        }
    }

    [Fact]
    public async Task A_signature_opens_no_other_call()
    {
        var (userId, _) = await modes.Host(ImMode.Production).CreateUserAsync("somebody");
        var caller = new AppCaller { Target = "/im/user/chat/list", Body = $$"""{"userId":{{userId}}}""" };

        Assert.Equal(ImReply.Unauthenticated, $"{await SendAsync(ImMode.Production, caller)}");
    }

    [Theory]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("token", "")]
    [InlineData(AppCredentials.KeyHeader, "")]
    public async Task The_admin_token_registers_nobody(string header, string before)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/im/user/register", UriKind.Relative))
        {
            Content = new StringContent(AppCaller.BodyOf(NextUser())),
        };
        request.Headers.TryAddWithoutValidation(header, before + ChatHost.AdminToken);

        Assert.Equal(ImReply.Unauthenticated, $"{await modes.SendAsync(ImMode.Production, request)}");
    }

    [Fact]
    public async Task Without_applications_nobody_registers_in_production()
    {
        await using var host = await ChatHost.StartAsync(ImModes.Production);
        using var plain = new HttpRequestMessage(HttpMethod.Post, new Uri("/im/user/register", UriKind.Relative))
        {
            Content = new StringContent(AppCaller.BodyOf(NextUser())),
        };
        using var signed = Good().Request();

        Assert.Equal(ImReply.Unauthenticated, $"{await ImReply.OfAsync(host, plain)}");
        Assert.Equal(ImReply.Unauthenticated, $"{await ImReply.OfAsync(host, signed)}");
    }

    [Fact]
    public async Task A_token_of_somebody_who_was_there_is_for_his_application_alone()
    {
        await using var host = await ChatHost.StartAsync(
        [
            .. ImModes.Apps, .. ImModes.Network,
            ("Chat:Compat:Im:RegisterToken", "true"), ("Chat:Compat:Im:RegisterIdempotent", "true"),
        ]);
        var user = NextUser();
        using var first = Good(user).Request();
        using var again = Good(user).Request();
        using var believed = new HttpRequestMessage(HttpMethod.Post, new Uri("/im/user/register", UriKind.Relative))
        {
            Content = new StringContent($$"""{"company":"company","app":"app","thirdUserId":"{{user}}"}"""),
        };
        believed.Headers.Add("X-Forwarded-For", ImModes.TrustedAddress);

        var (one, two) = (await ImReply.OfAsync(host, first), await ImReply.OfAsync(host, again));
        var three = await ImReply.OfAsync(host, believed);
        var userId = UserOf(one);
        using var list = new HttpRequestMessage(HttpMethod.Post, new Uri("/im/user/chat/list", UriKind.Relative))
        {
            Content = new StringContent($$"""{"userId":{{userId}}}"""),
        };
        list.Headers.Add("token", JsonElement.Parse(two.Text).GetProperty("token").GetString());

        Assert.Equal(userId, UserOf(two));
        Assert.NotEqual(one.Text, two.Text);
        Assert.Equal($$"""200 {"userId":{{userId}}}""", $"{three}");
        Assert.Equal("200 []", $"{await ImReply.OfAsync(host, list)}");
    }

    private static Dictionary<string, (Func<AppCaller, AppCaller> Spoil, string? Path)> Spoils { get; } = new()
    {
        ["an unknown key"] = (caller => caller with { KeyId = "third" }, null),
        ["a key in another case"] = (caller => caller with { KeyId = "First" }, null),
        ["the secret of another key"] = (caller => caller with { Secret = ImModes.OtherSecret }, null),
        ["too late"] = (caller => caller with { Time = AppCaller.At(-310) }, null),
        ["too early"] = (caller => caller with { Time = AppCaller.At(330) }, null),
        ["no time"] = (caller => caller with { Time = "now" }, null),
        ["a time with a sign"] = (caller => caller with { Time = "+" + caller.Time }, null),
        ["a time beyond time"] = (caller => caller with { Time = "9223372036854775807" }, null),
        ["a short nonce"] = (caller => caller with { Nonce = "123456789012345" }, null),
        ["a long nonce"] = (caller => caller with { Nonce = new string('n', 65) }, null),
        ["a nonce with a dot"] = (caller => caller with { Nonce = "1234567890.123456" }, null),
        ["another body"] = (caller => caller with { SignedBody = caller.Body + " " }, null),
        ["another path"] = (caller => caller with { Target = "/im/user/registe" }, "/im/user/register"),
        ["a query that is not signed"] = (caller => caller, "/im/user/register?idFormat=string"),
        ["half a signature"] = (Replace(AppCredentials.SignatureHeader, one => one[..32]), null),
        ["a signature that is none"] = (Replace(AppCredentials.SignatureHeader, one => "zz" + one[2..]), null),
        ["a signature too long"] = (Replace(AppCredentials.SignatureHeader, one => one + "00"), null),
        ["no signature"] = (With(http => http.Headers.Remove(AppCredentials.SignatureHeader)), null),
        ["no nonce"] = (With(http => http.Headers.Remove(AppCredentials.NonceHeader)), null),
        ["no time header"] = (With(http => http.Headers.Remove(AppCredentials.TimeHeader)), null),
        ["an empty key"] = (Replace(AppCredentials.KeyHeader, _ => ""), null),
        ["two keys"] = (With(http => http.Headers.Add(AppCredentials.KeyHeader, "first")), null),
    };

    private static Func<AppCaller, AppCaller> With(Action<HttpRequestMessage> spoil) =>
        caller => caller with { Spoil = spoil };

    private static Func<AppCaller, AppCaller> Replace(string header, Func<string, string> by) => With(http =>
    {
        var value = http.Headers.GetValues(header).Single();
        http.Headers.Remove(header);
        http.Headers.TryAddWithoutValidation(header, by(value));
    });

    private static string NextUser() => $"user-{Interlocked.Increment(ref _users)}";

    private static AppCaller Good(string? user = null) => new() { Body = AppCaller.BodyOf(user ?? NextUser()) };

    private static int UserOf(ImReply reply) => JsonElement.Parse(reply.Text).GetProperty("userId").GetInt32();

    private async Task<ImReply> SendAsync(ImMode mode, AppCaller caller)
    {
        using var request = caller.Request();
        return await modes.SendAsync(mode, request);
    }
}
