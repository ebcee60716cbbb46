using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OrleansChat.Accounts;

/// <summary>The secret of a session and the grain key that follows from it. Source: security.md, credentials.</summary>
public static class SessionToken
{
    /// <summary>Longest text that is looked up as a token; a real one has 43 characters.</summary>
    public const int MaxLength = 300;

    private const int TokenBytes = 32;

    /// <summary>A new token: 256 random bits in base64url.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>The key of a token's <see cref="ISessionGrain"/>: SHA-256 in lower-case hexadecimal.</summary>
    /// <param name="token">What a client presents; any text.</param>
    public static string SessionId(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
