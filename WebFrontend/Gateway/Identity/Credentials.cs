using OrleansChat.Accounts;

namespace OrleansChat.WebFrontend.Gateway.Identity;

/// <summary>Where a request carries its token. Nothing here is proved; see <see cref="SessionLookup"/>. Source:
/// security.md, identity, slots.</summary>
public static class Credentials
{
    private const string BearerPrefix = "Bearer ";
    private static readonly string[] Headers = ["FZM-AUTH-TOKEN", "token"];

    /// <summary>The token in a header, or else in the query; empty when there is none.</summary>
    public static string TokenOf(HttpRequest request)
    {
        var token = HeaderTokenOf(request);
        return token.Length > 0 ? token : Bounded(request.Query["token"].ToString().Trim());
    }

    /// <summary>The token in a header, which another site in the user's browser cannot set; empty when there is
    /// none.</summary>
    public static string HeaderTokenOf(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return Bounded(authorization[BearerPrefix.Length..].Trim());
        }

        foreach (var name in Headers)
        {
            if (request.Headers[name].ToString().Trim() is { Length: > 0 } token)
            {
                return Bounded(token);
            }
        }

        return "";
    }

    // Longer than any token: present and wrong, not absent.
    private static string Bounded(string token) =>
        token.Length <= SessionToken.MaxLength ? token : token[..SessionToken.MaxLength];
}
