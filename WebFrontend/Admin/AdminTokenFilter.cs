using System.Security.Cryptography;
using System.Text;
using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.WebFrontend.Admin;

/// <summary>Lets only the holder of <c>Chat:Admin:Token</c> in.</summary>
internal sealed class AdminTokenFilter(ChatOptions options) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _expected = SHA256.HashData(Encoding.UTF8.GetBytes(options.AdminToken));

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        string header = context.HttpContext.Request.Headers.Authorization.ToString();
        var presented = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : "";
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), _expected)
            ? next(context)
            : new ValueTask<object?>(Results.Problem(statusCode: StatusCodes.Status401Unauthorized));
    }
}
