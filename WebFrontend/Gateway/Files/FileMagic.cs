using System.Buffers;
using System.Buffers.Binary;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>What the bytes of a file say that it is.</summary>
internal static class FileMagic
{
    /// <summary>Characters of control that no text has; ESC, as in coloured logs, is not among them.</summary>
    private static readonly SearchValues<byte> NoText =
        SearchValues.Create([.. Enumerable.Range(0, 32).Except([9, 10, 12, 13, 27]).Select(one => (byte)one), 0x7F]);

    public static bool IsPng(ReadOnlySpan<byte> head) =>
        head.Length >= 8 && head[0] == 0x89 && head[1..].StartsWith("PNG\r\n\x1A\n"u8);

    public static bool IsJpeg(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static bool IsGif(ReadOnlySpan<byte> head) => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8);

    public static bool IsWebp(ReadOnlySpan<byte> head) => IsRiff(head, "WEBP"u8);

    public static bool IsWav(ReadOnlySpan<byte> head) => IsRiff(head, "WAVE"u8);

    /// <summary>Two letters prove little: the size of the second header must be one of the known.</summary>
    public static bool IsBmp(ReadOnlySpan<byte> head) =>
        head.StartsWith("BM"u8) && head.Length >= 26
        && BinaryPrimitives.ReadUInt32LittleEndian(head[14..]) is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124;

    public static bool IsMp4(ReadOnlySpan<byte> head) => head.Length >= 12 && head[4..].StartsWith("ftyp"u8);

    /// <summary>A tag, or the first frame: MPEG 1 to 2.5, layer III, with a bit rate and a sample rate that
    /// exist.</summary>
    public static bool IsMp3(ReadOnlySpan<byte> head) =>
        head.StartsWith("ID3"u8)
        || (head.Length >= 4 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x18) != 0x08
            && (head[1] & 0x06) == 0x02 && (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C);

    public static bool IsAmr(ReadOnlySpan<byte> head) =>
        head.StartsWith("#!AMR\n"u8) || head.StartsWith("#!AMR-WB\n"u8);

    public static bool IsPdf(ReadOnlySpan<byte> head) => head.StartsWith("%PDF-"u8);

    /// <summary>Documents of the old office programs.</summary>
    public static bool IsCompound(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>Also documents of the newer office programs; an empty archive has its end alone.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8);

    /// <summary>Text has no magic: it is no other kind, no markup, and has no characters of control.</summary>
    public static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return !IsMp3(head) && !IsMarkup(head[2..]); // UTF-16, where every other byte may be zero
        }

        return !IsMarkup(head) && !IsPdf(head) && !head.ContainsAny(NoText);
    }

    /// <summary>Whether a browser that guesses could take it for a page.</summary>
    private static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n\f\0"u8);
        if (!text.StartsWith("<"u8))
        {
            return false;
        }

        text = text[1..].TrimStart((byte)0);
        return !text.IsEmpty && (char.IsAsciiLetter((char)text[0]) || text[0] is (byte)'!' or (byte)'?' or (byte)'/');
    }

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) =>
        head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith(form);
}
