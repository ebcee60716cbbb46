using System.Net;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Whether a call or a handshake may come from where it comes: another site in the user's browser has his
/// cookie, but not an allowed origin.</summary>
public sealed class OriginCheck(GatewayOptions options)
{
    private readonly HashSet<string> _allowed = new(options.AllowedOrigins, StringComparer.Ordinal);

    /// <summary>Whether the page that asks is one of ours: of an allowed origin, of the portal, or of the address that
    /// it asks.</summary>
    /// <remarks>The address is the one that a trusted proxy was asked for, where there is one.</remarks>
    public bool IsOurs(HttpContext context)
    {
        var origins = context.Request.Headers.Origin;
        if (origins.Count != 1 || origins.ToString() is not { Length: > 0 } origin)
        {
            return false;
        }

        var host = context.Request.Host;
        return _allowed.Contains(origin)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page)
                && host.HasValue
                && (page.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase)
                    || (page.Scheme == Uri.UriSchemeHttp
                        && page.Port == options.PortalPort
                        && page.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase))));
    }

    /// <summary>Decides on a call; refuse it as forbidden.</summary>
    /// <param name="context">The call.</param>
    /// <param name="hasOwnHeader">It has a header that a page of another site can only set after it was allowed
    /// to.</param>
    public bool AllowsCall(HttpContext context, bool hasOwnHeader) =>
        context.Request.Headers.Origin.Count == 0 || hasOwnHeader || IsOurs(context) || IsOwnMachine(context);

    /// <summary>Decides on a handshake; refuse with 403.</summary>
    /// <param name="context">The handshake.</param>
    /// <param name="hasHeaderCredential">The credential came in a header, which another site cannot set; not in a
    /// cookie.</param>
    public bool Allows(HttpContext context, bool hasHeaderCredential)
    {
        var origin = context.Request.Headers.Origin;
        return IsOurs(context) || IsOwnMachine(context) || (origin.Count == 0 && hasHeaderCredential);
    }

    /// <summary>In development every page of this machine may come.</summary>
    private bool IsOwnMachine(HttpContext context) =>
        !options.Strict && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}
