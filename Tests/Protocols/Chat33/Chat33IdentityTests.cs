using Microsoft.AspNetCore.Http;
using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

public sealed class Chat33IdentityTests
{
    [Theory]
    [InlineData("session-login=abc", "abc")]
    [InlineData("a=b; session-login=abc", "abc")]
    [InlineData("session-login=abc; Path=/; HttpOnly; SameSite=Lax", "abc")]
    [InlineData(" Session-Login = \"abc\" ;", "abc")]
    [InlineData("xsession-login=abc", "")]
    [InlineData("session-login", "")]
    [InlineData("", "")]
    public void A_cookie_is_found_also_where_a_client_replays_the_whole_header(string header, string expected) =>
        Assert.Equal(expected, Chat33Identity.CookieOf(header));

    [Fact]
    public void The_header_wins_over_the_cookie()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Cookie = "session-login=cookie";
        Assert.Equal("cookie", Chat33Identity.TokenOf(request));

        request.Headers["token"] = "plain";
        Assert.Equal("plain", Chat33Identity.TokenOf(request));

        request.Headers.Authorization = "Bearer bearer";
        Assert.Equal("bearer", Chat33Identity.TokenOf(request));

        request.Headers["FZM-AUTH-TOKEN"] = "own";
        Assert.Equal("own", Chat33Identity.TokenOf(request));
    }

    [Fact]
    public void The_cookie_has_an_attribute_and_no_date()
    {
        var response = new DefaultHttpContext().Response;

        Chat33Identity.SetCookie(response, "abc");

        Assert.Equal("session-login=abc; Path=/; HttpOnly; SameSite=Lax", response.Headers.SetCookie);
    }

    [Theory]
    [InlineData("android", "Android")]
    [InlineData("iOS", "iOS")]
    [InlineData("PC", "PC")]
    [InlineData("web", "Web")]
    [InlineData(null, "")]
    public void A_known_device_is_taken_in_any_case(string? named, string expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["FZM-DEVICE"] = named;
        request.Headers["FZM-UUID"] = "u1";
        request.Headers["FZM-VERSION"] = "3.0";

        Assert.Equal(new OpenSession("Chat33", expected, "u1", "3.0"), Chat33Identity.DeviceOf(request).Value);
    }

    [Fact]
    public void An_unknown_device_is_refused()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["FZM-DEVICE"] = "Toaster";

        Assert.Equal(ChatError.UnknownDevice, Chat33Identity.DeviceOf(request).Error);
    }

    [Theory]
    [InlineData("http://x/a.jpg", true)]
    [InlineData("HTTPS://x/a.jpg", true)]
    [InlineData("/a/b:c.jpg", true)]
    [InlineData("a.jpg", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:image/svg+xml,x", false)]
    [InlineData("java\nscript:alert(1)", false)]
    public void A_picture_is_at_a_web_address(string address, bool expected) =>
        Assert.Equal(expected, Chat33Text.IsPictureAddress(address));
}
