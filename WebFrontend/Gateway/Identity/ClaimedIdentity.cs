using System.Net;

namespace OrleansChat.WebFrontend.Gateway.Identity;

/// <summary>Whether somebody who only says who he is, in a URL, a body or a frame, is believed.</summary>
/// <remarks>Source: security.md, modes. Who comes with a credential is judged by that, in every mode.</remarks>
public sealed class ClaimedIdentity(GatewayOptions options)
{
    /// <summary>Decides by mode and address; an address behind a proxy counts where the proxy is trusted.</summary>
    public bool IsBelieved(HttpContext context) => options.Mode switch
    {
        AuthenticationMode.Development => true,
        AuthenticationMode.TrustedNetwork =>
            context.Connection.RemoteIpAddress is { } address && IsTrusted(address),
        _ => false,
    };

    private bool IsTrusted(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return options.TrustedNetworks.Any(network => network.Contains(plain));
    }
}
