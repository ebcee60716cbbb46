using System.Buffers;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What tokens look like.</summary>
internal static class ImTokens
{
    /// <summary>Of a session's token: 256 bits in base64url. Source: security.md, credentials.</summary>
    private const int Length = 43;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether a token may be one that this server gave out; others are those of the host application.</summary>
    public static bool IsOurs(string token) =>
        token.Length == Length && !token.AsSpan().ContainsAnyExcept(Alphabet);
}
