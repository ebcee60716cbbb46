using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using OrleansChat.Errors;
using OrleansChat.Quotas;

namespace OrleansChat.WebFrontend.Gateway.Identity;

/// <summary>Knows the calls of host applications by their signatures: each call is signed for itself and good
/// once.</summary>
/// <remarks>Four headers carry the credential, see the constants. Nothing of it is logged. Source: security.md,
/// credentials, app credential.</remarks>
public sealed class AppCredentials(
    GatewayOptions options, IClusterClient grains, TimeProvider clock, ILogger<AppCredentials> logger)
{
    /// <summary>Which application: an entry of <c>Chat:Security:Apps</c>.</summary>
    public const string KeyHeader = "X-App-Key";

    /// <summary>When the call was signed: whole seconds since 1970.</summary>
    public const string TimeHeader = "X-App-Time";

    /// <summary>16 to 64 letters, digits, <c>-</c> and <c>_</c>, other ones for each call.</summary>
    public const string NonceHeader = "X-App-Nonce";

    /// <summary><see cref="AppKey.Sign"/> in hexadecimal.</summary>
    public const string SignatureHeader = "X-App-Signature";

    private const int MinNonce = 16;
    private const int MaxNonce = 64;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(300);

    /// <summary>As long as a time may be early and late together; a second more, for times are whole ones.</summary>
    private static readonly TimeSpan NonceMemory = (2 * MaxAge) + TimeSpan.FromSeconds(1);

    private static readonly SearchValues<char> NonceAlphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly Dictionary<string, AppKey> _keys =
        options.Apps.ToDictionary(key => key.Tenant.KeyId, StringComparer.Ordinal);

    /// <summary>Whether a request says that an application makes it. Nothing is proved by that.</summary>
    public static bool AreIn(HttpRequest request) => request.Headers.ContainsKey(KeyHeader);

    /// <summary>Which application makes a call.</summary>
    /// <param name="request">Method, target and headers.</param>
    /// <param name="body">All bytes of its body.</param>
    /// <returns>For whom it acts; or <see cref="ChatError.Unauthenticated"/>, whatever is wrong, also for a call that
    /// came before; or <see cref="ChatError.Unavailable"/>, <see cref="ChatError.Internal"/> when nobody knows whether
    /// it did.</returns>
    public async ValueTask<Reply<AppTenant>> FindAsync(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var (keyId, time, nonce) = (One(request, KeyHeader), One(request, TimeHeader), One(request, NonceHeader));
        if (!_keys.TryGetValue(keyId, out var key) || !IsRecent(time) || !IsNonce(nonce))
        {
            return ChatError.Unauthenticated;
        }

        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var expected = key.Sign(request.Method, target, body.Span, time, nonce);
        if (!IsSame(expected, One(request, SignatureHeader)))
        {
            return ChatError.Unauthenticated;
        }

        // After the signature: who has no secret uses up nothing. As a digest: names of grains that fail are logged.
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(nonce)).AsSpan(0, 16));
        var taken = await GrainFaults.GuardAsync(
            (grains, Name: $"nonce:{keyId}:{digest}"),
            static ask => ask.grains.GetGrain<IQuotaGrain>(ask.Name).TakeAsync(1, NonceMemory, CancellationToken.None),
            logger);
        return taken is ChatError.None ? key.Tenant
            : taken is ChatError.RateLimited ? ChatError.Unauthenticated
            : taken;
    }

    private static string One(HttpRequest request, string header) =>
        request.Headers[header] is { Count: 1 } values ? values.ToString() : "";

    private static bool IsNonce(string nonce) =>
        nonce.Length is >= MinNonce and <= MaxNonce && !nonce.AsSpan().ContainsAnyExcept(NonceAlphabet);

    private static bool IsSame(ReadOnlySpan<byte> expected, string signature)
    {
        Span<byte> read = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature.Length == 2 * read.Length
            && Convert.FromHexString(signature, read, out _, out _) is OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(expected, read);
    }

    private bool IsRecent(string time) =>
        long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= MaxAge;
}
