using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>The names that files have for clients: 32 lower hexadecimal digits, and an extension that we
/// know.</summary>
internal static class FileName
{
    /// <summary>Digits of a name without its extension: 128 bits.</summary>
    public const int Digits = 32;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>A name that nobody can guess.</summary>
    public static string Next() => RandomNumberGenerator.GetHexString(Digits, lowercase: true);

    /// <summary>Whether it is a name without extension.</summary>
    public static bool IsKey(ReadOnlySpan<char> text) => text.Length == Digits && !text.ContainsAnyExcept(Hex);

    /// <summary>Takes a name apart. Whatever is not exactly one is refused: paths, encoded or not, among it.</summary>
    /// <param name="text">What a client asked for.</param>
    /// <param name="key">The key of the file's grain.</param>
    /// <param name="extension">Empty when there is none.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out string? key, [NotNullWhen(true)] out string? extension)
    {
        key = extension = null;
        if (text.Length < Digits || !IsKey(text[..Digits]))
        {
            return false;
        }

        var rest = text[Digits..];
        if (!rest.IsEmpty && (rest[0] != '.' || FileKinds.Find(rest[1..]) is null))
        {
            return false;
        }

        key = text[..Digits].ToString();
        extension = rest.IsEmpty ? "" : rest[1..].ToString();
        return true;
    }
}
