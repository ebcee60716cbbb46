using System.Buffers.Binary;
using System.Text;

namespace OrleansChat.Tests.Files;

/// <summary>The smallest bytes that are taken for a file of a kind.</summary>
internal static class SampleFiles
{
    public static byte[] Png(int width = 3, int height = 2, int length = 64)
    {
        var bytes = new byte[length];
        byte[] start = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8];
        start.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        return bytes;
    }

    public static byte[] Gif(int width = 3, int height = 2) =>
        [.. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 0, 0, (byte)';'];

    public static byte[] Bmp(int width = 3, int height = 2)
    {
        var bytes = new byte[58];
        "BM"u8.CopyTo(bytes);
        bytes[14] = 40;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), height);
        return bytes;
    }

    public static byte[] OldBmp(int width = 3, int height = 2)
    {
        var bytes = new byte[30];
        "BM"u8.CopyTo(bytes);
        bytes[14] = 12;
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(18), (short)width);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), (short)height);
        return bytes;
    }

    /// <summary>A JPEG whose size stands behind so many segments of 60,000 bytes.</summary>
    public static byte[] Jpeg(int width = 3, int height = 2, int segments = 1) =>
    [
        0xFF, 0xD8,
        .. Enumerable.Range(0, segments).SelectMany(_ => new byte[] { 0xFF, 0xE1, 0xEA, 0x62 }.Concat(new byte[60_000])),
        0xFF, 0xFF, 0xC2, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xFF, 0xD9,
    ];

    public static byte[] WebpLossy(int width = 3, int height = 2) => Webp(
        "VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)]);

    public static byte[] WebpLossless(int width = 3, int height = 2)
    {
        var bits = (uint)(width - 1) | ((uint)(height - 1) << 14);
        return Webp("VP8L", [0x2F, (byte)bits, (byte)(bits >> 8), (byte)(bits >> 16), (byte)(bits >> 24)]);
    }

    public static byte[] WebpExtended(int width = 3, int height = 2)
    {
        var (right, bottom) = (width - 1, height - 1);
        return Webp(
            "VP8X",
            [
                0, 0, 0, 0, (byte)right, (byte)(right >> 8), (byte)(right >> 16), (byte)bottom, (byte)(bottom >> 8),
                (byte)(bottom >> 16),
            ]);
    }

    /// <summary>A file of every kind, by its extension.</summary>
    public static byte[] Of(string extension) => extension switch
    {
        "png" => Png(),
        "jpg" or "jpeg" => Jpeg(),
        "gif" => Gif(),
        "webp" => WebpLossy(),
        "bmp" => Bmp(),
        "mp4" => [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0],
        "mp3" => [0xFF, 0xFB, 0x90, 0x64, 0, 0],
        "amr" => [.. "#!AMR\n"u8, 0x3C],
        "wav" => [.. "RIFF"u8, 4, 0, 0, 0, .. "WAVE"u8],
        "pdf" => [.. "%PDF-1.7\n"u8],
        "txt" => Encoding.UTF8.GetBytes("一行\n"),
        "doc" or "xls" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0],
        "docx" or "xlsx" or "zip" => [.. "PK\u0003\u0004"u8, 20, 0],
        _ => throw new ArgumentOutOfRangeException(nameof(extension), extension, "There is no sample."),
    };

    private static byte[] Webp(string form, byte[] payload) =>
        [.. "RIFF"u8, 40, 0, 0, 0, .. "WEBP"u8, .. Encoding.ASCII.GetBytes(form), 30, 0, 0, 0, .. payload, 0, 0];
}
