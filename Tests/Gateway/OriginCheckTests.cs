using System.Net;
using Microsoft.AspNetCore.Http;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class OriginCheckTests
{
    private const string Allowed = "https://chat.example";

    [Theory]
    [InlineData(Allowed, false, true)]
    [InlineData(Allowed, true, true)]
    [InlineData("https://CHAT.example", true, false)]
    [InlineData("http://chat.example", true, false)]
    [InlineData("https://chat.example:8443", true, false)]
    [InlineData("https://chat.example.evil", true, false)]
    [InlineData("https://evil.example", true, false)]
    [InlineData("null", true, false)]
    [InlineData("", true, false)]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    public void Browsers_come_from_allowed_origins_and_others_show_a_header(
        string? origin, bool hasHeaderCredential, bool allowed)
    {
        var check = new OriginCheck(new GatewayOptions { AllowedOrigins = [Allowed] });

        Assert.Equal(allowed, check.Allows(From("192.0.2.1", origin), hasHeaderCredential));
        Assert.Equal(allowed, check.Allows(From("127.0.0.1", origin), hasHeaderCredential));
    }

    [Fact]
    public void Two_origins_are_none_that_is_allowed()
    {
        var check = new OriginCheck(new GatewayOptions { AllowedOrigins = [Allowed] });
        var context = From("192.0.2.1", Allowed);
        context.Request.Headers.Append("Origin", Allowed);

        Assert.False(check.Allows(context, hasHeaderCredential: true));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData(null, false)]
    public void In_development_every_page_of_this_machine_may_come(string? address, bool allowed)
    {
        var check = new OriginCheck(new GatewayOptions { Strict = false });

        Assert.Equal(allowed, check.Allows(From(address, "http://localhost:5173"), hasHeaderCredential: false));
    }

    private static DefaultHttpContext From(string? address, string? origin)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        if (origin is not null)
        {
            context.Request.Headers.Origin = origin;
        }

        return context;
    }
}
