using System.Net;
using System.Text.Json;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Hosting;

/// <summary>What pages in a browser may do with the cookie of whoever looks at them: directly and through a trusted
/// proxy.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    private const string Allowed = "https://app.example";
    private const string Evil = "https://evil.example";

    private readonly int _portal = FixedPort.Take();
    private ChatHost _host = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _host = await ChatHost.StartAsync(
            ("Chat:Security:Mode", "Production"),
            ("Chat:Sms:FixedCode", ""),
            ("Chat:Portal:Url", $"http://127.0.0.1:{_portal}"),
            ("Chat:Security:AllowedOrigins", Allowed),
            ("Chat:Security:TrustedProxies", "127.0.0.0/8"));
        _token = (await _host.CreateUserAsync("Anna")).Token;
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_page_of_ours_may_send_the_clients_headers_with_its_cookie()
    {
        foreach (var origin in new[] { Allowed, $"http://127.0.0.1:{_portal}" })
        {
            using var answer = await PreflightAsync(origin);

            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Equal(origin, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("true", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Credentials")));
            Assert.Contains("FZM-AUTH-TOKEN", string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
            Assert.Contains("POST", string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Evil)]
    [InlineData("http://app.example")]
    [InlineData("https://app.example.evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task Another_page_may_nothing(string origin)
    {
        using var preflight = await PreflightAsync(origin);
        using var call = await CallAsync("/room/unread", ("Origin", origin), ("Cookie", $"session-login={_token}"));

        Assert.DoesNotContain(preflight.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal));
        Assert.DoesNotContain(call.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal));
        Assert.Equal(-3000, await ResultAsync(call));
    }

    [Fact]
    public async Task A_cookie_alone_is_enough_for_our_pages_and_for_clients_that_are_no_browser()
    {
        using var page = await CallAsync("/room/unread", ("Origin", Allowed), ("Cookie", $"session-login={_token}"));
        using var client = await CallAsync("/room/unread", ("Cookie", $"session-login={_token}"));

        Assert.Equal(0, await ResultAsync(page));
        Assert.Equal(Allowed, Assert.Single(page.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(0, await ResultAsync(client));
        Assert.DoesNotContain(client.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_a_proxy_the_page_and_the_server_are_one_site()
    {
        (string, string)[] proxy = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "chat.example"), ("X-Forwarded-For", "192.0.2.1")];

        using var login = await CallAsync(
            "/chat/user/tokenLogin", [("Origin", "https://chat.example"), ("FZM-AUTH-TOKEN", _token), ("FZM-DEVICE", "PC"), .. proxy]);
        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        using var call = await CallAsync("/chat/room/unread", [("Origin", "https://chat.example"), ("Cookie", cookie), .. proxy]);
        using var other = await CallAsync("/chat/room/unread", [("Origin", Evil), ("Cookie", cookie), .. proxy]);
        await using var socket = await WireSocket.ConnectAsync(
            new Uri($"ws://{_host.Chat33Url.Authority}/chat/ws/"), [("Origin", "https://chat.example"), ("Cookie", cookie), .. proxy]);
        await socket.SendAsync("""{"eventType":42,"time":0}""");

        Assert.EndsWith("; Path=/; HttpOnly; SameSite=Lax; Secure", cookie, StringComparison.Ordinal);
        Assert.Equal(0, await ResultAsync(call));
        Assert.Equal(-3000, await ResultAsync(other));
        await socket.ExpectAsync("the end", frame => frame.GetProperty("eventType").GetInt32() == 43);
    }

    [Fact]
    public async Task An_allowed_page_of_another_host_gets_a_cookie_that_it_can_use()
    {
        using var login = await CallAsync(
            "/user/tokenLogin", ("Origin", Allowed), ("FZM-AUTH-TOKEN", _token), ("X-Forwarded-Proto", "https"));

        Assert.EndsWith("; SameSite=None; Secure", Assert.Single(login.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PreflightAsync(string origin) => SendAsync(
        HttpMethod.Options,
        "/user/tokenLogin",
        ("Origin", origin),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "fzm-auth-token,fzm-device,content-type"));

    private Task<HttpResponseMessage> CallAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, headers);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false });
        using var request = new HttpRequestMessage(method, new Uri(_host.Chat33Url, path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await browser.SendAsync(request);
    }

    private static async Task<int> ResultAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("result").GetInt32();
}
