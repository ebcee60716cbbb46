using System.Net;
using Microsoft.AspNetCore.Http;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.Tests.Gateway.Identity;

public sealed class ClaimedIdentityTests
{
    [Theory]
    [InlineData(AuthenticationMode.Development, "127.0.0.1", true)]
    [InlineData(AuthenticationMode.TrustedNetwork, "10.1.2.3", true)]
    [InlineData(AuthenticationMode.TrustedNetwork, "::ffff:10.1.2.3", true)]
    [InlineData(AuthenticationMode.TrustedNetwork, "11.1.2.3", false)]
    [InlineData(AuthenticationMode.TrustedNetwork, "127.0.0.1", false)]
    [InlineData(AuthenticationMode.Production, "10.1.2.3", false)]
    [InlineData(AuthenticationMode.Production, "127.0.0.1", false)]
    public void Who_only_names_himself_is_believed_by_mode_and_address(
        AuthenticationMode mode, string address, bool expected)
    {
        var claimed = new ClaimedIdentity(
            new GatewayOptions { Mode = mode, TrustedNetworks = [IPNetwork.Parse("10.0.0.0/8")] });
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

        Assert.Equal(expected, claimed.IsBelieved(context));
    }

    [Fact]
    public void Nobody_is_believed_without_an_address() => Assert.False(
        new ClaimedIdentity(new GatewayOptions { Mode = AuthenticationMode.TrustedNetwork })
            .IsBelieved(new DefaultHttpContext()));
}
