using System.Security.Cryptography;
using System.Text;

namespace OrleansChat.WebFrontend.Gateway.Identity;

/// <summary>The secret that a host application signs its calls with. It is told to
/// nobody.</summary>
public sealed class AppKey(AppTenant tenant, string secret)
{
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    public AppTenant Tenant { get; } = tenant;

    /// <summary>HMAC-SHA-256 of the five lines: method, target, SHA-256 of the body in lower-case hexadecimal, time,
    /// nonce; a line feed between them and none at the end.</summary>
    /// <param name="method">Such as <c>POST</c>.</param>
    /// <param name="target">Path and query as they stand in the request line.</param>
    /// <param name="body">Its bytes; none is as good as any.</param>
    /// <param name="time">In seconds since 1970, as it is sent.</param>
    /// <param name="nonce">As it is sent.</param>
    public byte[] Sign(string method, string target, ReadOnlySpan<byte> body, string time, string nonce)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(body));
        return HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{method}\n{target}\n{digest}\n{time}\n{nonce}"));
    }

    /// <summary>The id, for logs.</summary>
    public override string ToString() => Tenant.KeyId;

    /// <summary>Whether both have the same secret: a call of one would be a call of the other.</summary>
    public bool IsSecretOf(AppKey other) => CryptographicOperations.FixedTimeEquals(_secret, other._secret);
}
