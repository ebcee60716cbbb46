using System.Globalization;
using System.Text;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>What the uploader called his file, made fit to be shown and stored. It never becomes a path.</summary>
internal static class OriginalName
{
    /// <summary>In characters of UTF-16; file systems allow 255 bytes.</summary>
    public const int MaxLength = 80;

    private const string Nameless = "file";

    /// <summary>The last part of a path, without control characters, what turns the direction of a text, and halves of
    /// surrogate pairs.</summary>
    public static string Clean(string? given)
    {
        var last = given.AsSpan();
        last = last[(last.LastIndexOfAny('/', '\\') + 1)..];
        var name = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes()) // half a pair becomes U+FFFD
        {
            if (rune != Rune.ReplacementChar && !IsUnseen(rune))
            {
                name.Append(rune.ToString());
            }
        }

        var text = name.ToString().Trim().TrimStart('.');
        return text.Length == 0 ? Nameless : text.Length <= MaxLength ? text : Shorten(text);
    }

    /// <summary>The extension in lower case without the dot, or an empty text.</summary>
    public static string ExtensionOf(string name) => Path.GetExtension(name).TrimStart('.').ToLowerInvariant();

    /// <summary>Keeps the extension, if it is one.</summary>
    private static string Shorten(string name)
    {
        var extension = Path.GetExtension(name);
        var end = FileKinds.Find(ExtensionOf(name)) is null ? "" : extension;
        var stem = name.AsSpan(0, MaxLength - end.Length);
        return string.Concat(char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem, end);
    }

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
