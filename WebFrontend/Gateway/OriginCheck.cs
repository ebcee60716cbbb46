using System.Net;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Whether a handshake may come from where it comes: another site in the user's browser has his cookie, but
/// not an allowed origin.</summary>
public sealed class OriginCheck(GatewayOptions options)
{
    private readonly HashSet<string> _allowed = new(options.AllowedOrigins, StringComparer.Ordinal);

    /// <summary>Decides on a handshake; refuse with 403.</summary>
    /// <param name="context">The handshake.</param>
    /// <param name="hasHeaderCredential">The credential came in a header, which another site cannot set; not in a
    /// cookie.</param>
    public bool Allows(HttpContext context, bool hasHeaderCredential)
    {
        var origin = context.Request.Headers.Origin;
        if (origin.Count == 1 && _allowed.Contains(origin.ToString()))
        {
            return true;
        }

        if (!options.Strict && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address))
        {
            return true;
        }

        return origin.Count == 0 && hasHeaderCredential;
    }
}
