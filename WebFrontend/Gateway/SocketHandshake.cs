using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Primitives;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The opening handshake. RFC 6455, section 4.2. Extensions are never agreed to.</summary>
internal static class SocketHandshake
{
    private const string Version = "13";
    private const int KeyLength = 24;

    /// <summary>Answers the request when it is no handshake.</summary>
    /// <returns>Why it was refused, or null when it can be accepted.</returns>
    public static string? Check(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            return "a WebSocket handshake is a GET";
        }

        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }
            || !HasToken(headers.Upgrade, "websocket")
            || !HasToken(headers.Connection, "upgrade"))
        {
            return "this address speaks WebSocket: Upgrade and Connection are missing";
        }

        if (headers.SecWebSocketVersion != Version)
        {
            return "Sec-WebSocket-Version must be 13";
        }

        return IsKey(headers.SecWebSocketKey) ? null : "Sec-WebSocket-Key must be 16 bytes in Base64";
    }

    public static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status426UpgradeRequired)
        {
            context.Response.Headers.SecWebSocketVersion = Version;
        }
        else if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(reason, context.RequestAborted);
    }

    public static int StatusOf(HttpContext context) =>
        HasToken(context.Request.Headers.Upgrade, "websocket") && context.Request.Headers.SecWebSocketVersion != Version
            ? StatusCodes.Status426UpgradeRequired
            : StatusCodes.Status400BadRequest;

    public static async Task<Stream> AcceptAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Connection = "Upgrade";
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = Answer(context.Request.Headers.SecWebSocketKey.ToString());

        // Our own deadline holds for writes; Kestrel's minimum rate would cut a slow reader off before it hears why.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        context.Request.Headers.Clear(); // read by now; they would live as long as the socket
        return stream;
    }

    private static bool IsKey(StringValues value)
    {
        var key = value.ToString();
        Span<byte> decoded = stackalloc byte[KeyLength];
        return value.Count == 1
            && key.Length == KeyLength
            && Convert.TryFromBase64String(key, decoded, out var length)
            && length == 16;
    }

    private static bool HasToken(StringValues values, string token)
    {
        foreach (var value in values)
        {
            foreach (var part in value.AsSpan().Split(','))
            {
                if (value.AsSpan()[part].Trim().Equals(token, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string Answer(string key)
    {
        Span<byte> text = stackalloc byte[KeyLength + 36];
        Encoding.ASCII.GetBytes(key, text);
        "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8.CopyTo(text[KeyLength..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // prescribed by RFC 6455; nothing secret depends on it
        SHA1.HashData(text, hash);
#pragma warning restore CA5350
        return Convert.ToBase64String(hash);
    }
}
