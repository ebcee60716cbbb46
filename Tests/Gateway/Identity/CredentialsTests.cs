using Microsoft.AspNetCore.Http;
using OrleansChat.Accounts;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.Tests.Gateway.Identity;

public sealed class CredentialsTests
{
    [Theory]
    [InlineData("Authorization", "Bearer one", "one")]
    [InlineData("Authorization", "bearer  one ", "one")]
    [InlineData("Authorization", "Basic b25l", "")]
    [InlineData("FZM-AUTH-TOKEN", " one", "one")]
    [InlineData("token", "one", "one")]
    public void A_header_has_the_token(string name, string value, string expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[name] = value;

        Assert.Equal(expected, Credentials.HeaderTokenOf(request));
        Assert.Equal(expected, Credentials.TokenOf(request));
    }

    [Fact]
    public void A_header_wins_over_the_query()
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString("?token=two");
        Assert.Equal(("", "two"), (Credentials.HeaderTokenOf(request), Credentials.TokenOf(request)));

        request.Headers["token"] = "one";

        Assert.Equal("one", Credentials.TokenOf(request));
    }

    [Fact]
    public void A_token_that_is_too_long_is_there_and_wrong()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["token"] = new string('a', 10_000);

        Assert.Equal(SessionToken.MaxLength, Credentials.TokenOf(request).Length);
    }
}
