using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace OrleansChat.Silo.Operations;

/// <summary>Lets only the holder of <c>Chat:Admin:Token</c> in: as a bearer token, or, from a browser that has to ask,
/// as the password of any name.</summary>
public sealed class AdminTokenFilter(AdminToken token) : IEndpointFilter
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    private readonly byte[] _expected = SHA256.HashData(Encoding.UTF8.GetBytes(token.Text));

    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var presented = Encoding.UTF8.GetBytes(Presented(context.HttpContext.Request.Headers.Authorization.ToString()));
        if (CryptographicOperations.FixedTimeEquals(SHA256.HashData(presented), _expected))
        {
            return next(context);
        }

        context.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"OrleansChat\", charset=\"UTF-8\"";
        return new ValueTask<object?>(Results.Problem(statusCode: StatusCodes.Status401Unauthorized));
    }

    private static string Presented(string header)
    {
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        var pair = new byte[header.Length];
        return header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header[Basic.Length..].Trim(), pair, out var length)
            && pair.AsSpan(0, length).IndexOf((byte)':') is >= 0 and var colon
                ? Encoding.UTF8.GetString(pair, colon + 1, length - colon - 1)
                : "";
    }
}
