using System.Security.Cryptography;
using System.Text;
using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What a request says of who and where it comes from. Nothing here is proved; tokens are proved by the
/// session's grain.</summary>
internal static class Chat33Identity
{
    /// <summary>The session cookie. Source: decisions 1.2.</summary>
    public const string Cookie = "session-login";

    private const string TokenHeader = "FZM-AUTH-TOKEN";
    private const string BearerPrefix = "Bearer ";
    /// <summary>Headers that the protocol's clients send, and that a page of another site cannot without being
    /// allowed.</summary>
    public static IReadOnlyList<string> OwnHeaders { get; } =
    [
        TokenHeader, "Authorization", "token", "Content-Type", "FZM-DEVICE", "FZM-DEVICE-NAME", "FZM-UUID", "FZM-APP-ID",
        "FZM-VERSION", "FZM-REQUEST-OS", "FZM-REQUEST-SOURCE", "FZM-REQUEST-UUID", "FZM-USER-IP",
    ];

    private static readonly string[] Devices = ["Android", "iOS", "PC", "Web"];

    /// <summary>The token of a request: headers win over the cookie. Empty when there is none.</summary>
    public static string TokenOf(HttpRequest request)
    {
        var token = HeaderTokenOf(request);
        token = token.Length == 0 ? CookieOf(request.Headers.Cookie.ToString()) : token;
        return token.Length <= Chat33Limits.MaxTokenLength ? token : "";
    }

    /// <summary>Whether the token came in a header, which another site in the user's browser cannot set.</summary>
    public static bool HasHeaderCredential(HttpRequest request) => HeaderTokenOf(request).Length > 0;

    /// <summary>Whether a request has one of <see cref="OwnHeaders"/>; the content type is none, for any page may set
    /// some.</summary>
    public static bool HasOwnHeader(HttpRequest request) =>
        OwnHeaders.Any(name => name != "Content-Type" && request.Headers.ContainsKey(name));

    /// <summary>The session behind a request.</summary>
    /// <returns>The session; or <see cref="ChatError.Unauthenticated"/>, <see cref="ChatError.SessionReplaced"/>,
    /// <see cref="ChatError.Unavailable"/>.</returns>
    public static async Task<Reply<SessionView>> FindSessionAsync(
        HttpContext http, IGrainFactory grains, GrainRetries retries, CancellationToken cancellation)
    {
        var token = TokenOf(http.Request);
        return token.Length == 0
            ? ChatError.Unauthenticated
            : await retries.AskAsync(
                (Session: grains.GetGrain<ISessionGrain>(SessionIdOf(token)), cancellation),
                static call => call.Session.GetAsync(call.cancellation),
                GrainRetries.ForOthers,
                cancellation);
    }

    /// <summary>Whether a request without any credential comes from a visitor, who is known by his device
    /// alone.</summary>
    public static bool IsVisitor(HttpRequest request) => TokenOf(request).Length == 0 && VisitorIdOf(request).Length > 0;

    /// <summary>The device id of a visitor, or empty.</summary>
    public static string VisitorIdOf(HttpRequest request) => Header(request, "FZM-UUID");

    /// <summary>What the application says that it is, or empty for one that speaks the document alone.</summary>
    public static string ClientAppOf(HttpRequest request)
    {
        var app = Header(request, "FZM-APP-ID");
        return app.Length > 0 ? app : Header(request, "FZM-VERSION");
    }

    /// <summary>The document's own header alone.</summary>
    public static string TokenHeaderOf(HttpRequest request) => request.Headers[TokenHeader].ToString().Trim();

    /// <summary>The key of the session's grain.</summary>
    public static string SessionIdOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Which device logs in, from the headers.</summary>
    /// <returns>The command, or <see cref="ChatError.UnknownDevice"/>; a request that names no device replaces
    /// none.</returns>
    public static Reply<OpenSession> DeviceOf(HttpRequest request)
    {
        var named = Header(request, "FZM-DEVICE");
        var device = Devices.FirstOrDefault(known => known.Equals(named, StringComparison.OrdinalIgnoreCase)) ?? "";
        if (named.Length > 0 && device.Length == 0)
        {
            return ChatError.UnknownDevice;
        }

        return new OpenSession(Chat33Protocol.ProtocolName, device, Header(request, "FZM-UUID"), ClientAppOf(request));
    }

    /// <summary>Gives the browser the session. An attribute must follow the value and none may be a date: clients cut
    /// and replay the text.</summary>
    public static void SetCookie(HttpResponse response, string token) =>
        response.Headers.Append("Set-Cookie", $"{Cookie}={token}; Path=/; HttpOnly; {Attributes(response)}");

    /// <summary>Takes the session from the browser.</summary>
    public static void ClearCookie(HttpResponse response) =>
        response.Headers.Append("Set-Cookie", $"{Cookie}=; Path=/; HttpOnly; {Attributes(response)}; Max-Age=0");

    /// <summary>The value in a Cookie header, also in one that replays a whole Set-Cookie text.</summary>
    public static string CookieOf(string header)
    {
        foreach (var part in header.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part.AsSpan(0, equals).TrimEnd().Equals(Cookie, StringComparison.OrdinalIgnoreCase))
            {
                return part[(equals + 1)..].Trim().Trim('"');
            }
        }

        return "";
    }

    /// <summary>Over TLS the cookie never leaves it, and a page of another site that was allowed gets one that it can
    /// use: whoever else has it in his browser is refused by his origin.</summary>
    private static string Attributes(HttpResponse response)
    {
        var request = response.HttpContext.Request;
        var isFromElsewhere = Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var page)
            && !page.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase);
        return !request.IsHttps ? "SameSite=Lax" : isFromElsewhere ? "SameSite=None; Secure" : "SameSite=Lax; Secure";
    }

    private static string HeaderTokenOf(HttpRequest request)
    {
        var token = TokenHeaderOf(request);
        if (token.Length > 0)
        {
            return token;
        }

        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            ? authorization[BearerPrefix.Length..].Trim()
            : request.Headers["token"].ToString().Trim();
    }

    private static string Header(HttpRequest request, string name)
    {
        var text = request.Headers[name].ToString().Trim();
        return text.Length <= Chat33Limits.MaxHeaderLength ? text : text[..Chat33Limits.MaxHeaderLength];
    }
}
