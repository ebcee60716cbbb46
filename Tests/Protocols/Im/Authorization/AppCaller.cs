using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>A host application that registers its users; a test spoils what it likes.</summary>
internal sealed record AppCaller
{
    public string KeyId { get; init; } = "first";

    public string Secret { get; init; } = ImModes.Secret;

    public string Target { get; init; } = "/im/user/register";

    public string Body { get; init; } = "{}";

    /// <summary>What is signed in place of the body.</summary>
    public string? SignedBody { get; init; }

    public string Time { get; init; } = At(0);

    public string Nonce { get; init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>What becomes of the headers at last.</summary>
    public Action<HttpRequestMessage> Spoil { get; init; } = static _ => { };

    /// <summary>The server's time and so many seconds.</summary>
    public static string At(int seconds) =>
        (DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    public static string BodyOf(string user) => $$"""{"company":"x","app":"y","thirdUserId":"{{user}}"}""";

    public string Signature => Convert.ToHexStringLower(new AppKey(new AppTenant(KeyId, "", ""), Secret)
        .Sign("POST", Target, Encoding.UTF8.GetBytes(SignedBody ?? Body), Time, Nonce));

    public HttpRequestMessage Request(string? path = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path ?? Target, UriKind.Relative))
        {
            Content = new StringContent(Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(AppCredentials.KeyHeader, KeyId);
        request.Headers.Add(AppCredentials.TimeHeader, Time);
        request.Headers.Add(AppCredentials.NonceHeader, Nonce);
        request.Headers.Add(AppCredentials.SignatureHeader, Signature);
        Spoil(request);
        return request;
    }
}
