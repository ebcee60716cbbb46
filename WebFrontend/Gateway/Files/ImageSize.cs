using System.Buffers.Binary;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>How many pixels a picture says that it has, read from its header. Nothing is decoded: a small file can
/// unfold to gigabytes. Source: security.md, upload.</summary>
internal static class ImageSize
{
    /// <summary>Width times height of a picture that is shown.</summary>
    public const long MaxPixels = 40_000_000;

    private const int HeadBytes = 32;

    private const int SmallestWebp = 25;

    /// <summary>Before the header of a JPEG stand comments, colour profiles, previews; one is at most 64 KiB.</summary>
    private const int MaxSegments = 1_000;

    /// <summary>Reads the header.</summary>
    /// <param name="picture">Seekable; where it stands afterwards is not said.</param>
    /// <param name="kind">What it is, as its first bytes have shown.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Width times height, or null when the header is not whole or has a side without length.</returns>
    public static async ValueTask<long?> ReadAsync(Stream picture, FileKind kind, CancellationToken cancellation)
    {
        var head = new byte[HeadBytes];
        picture.Position = 0;
        var length = await picture.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellation);
        var (width, height) = kind.ContentType switch
        {
            "image/jpeg" => await JpegAsync(picture, head, cancellation),
            "image/png" => Png(head),
            "image/gif" => Gif(head),
            "image/bmp" => Bmp(head),
            "image/webp" when length >= SmallestWebp => Webp(head), // zero says one there
            _ => (0, 0),
        };
        return width > 0 && height > 0 ? width * height : null;
    }

    private static (long Width, long Height) Png(ReadOnlySpan<byte> head) => head[12..].StartsWith("IHDR"u8)
        ? (BinaryPrimitives.ReadUInt32BigEndian(head[16..]), BinaryPrimitives.ReadUInt32BigEndian(head[20..]))
        : (0, 0);

    private static (long Width, long Height) Gif(ReadOnlySpan<byte> head) =>
        (BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]));

    /// <summary>The oldest header has short sides; a height below zero means that the first line is on top.</summary>
    private static (long Width, long Height) Bmp(ReadOnlySpan<byte> head) =>
        BinaryPrimitives.ReadUInt32LittleEndian(head[14..]) == 12
            ? (BinaryPrimitives.ReadUInt16LittleEndian(head[18..]), BinaryPrimitives.ReadUInt16LittleEndian(head[20..]))
            : (BinaryPrimitives.ReadInt32LittleEndian(head[18..]),
                Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(head[22..])));

    private static (long Width, long Height) Webp(ReadOnlySpan<byte> head)
    {
        var form = head[12..16];
        if (form.SequenceEqual("VP8X"u8))
        {
            return (1 + Short24(head[24..]), 1 + Short24(head[27..]));
        }

        if (form.SequenceEqual("VP8L"u8) && head[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
            return (1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }

        return form.SequenceEqual("VP8 "u8) && head[23] == 0x9D && head[24] == 0x01 && head[25] == 0x2A
            ? (BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF)
            : (0, 0);
    }

    private static long Short24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static async ValueTask<(long Width, long Height)> JpegAsync(
        Stream picture, byte[] buffer, CancellationToken cancellation)
    {
        long at = 2; // behind the mark of the start
        for (var segment = 0; segment < MaxSegments; segment++)
        {
            picture.Position = at;
            var read = await picture.ReadAtLeastAsync(
                buffer.AsMemory(0, 9), 9, throwOnEndOfStream: false, cancellation);
            if (read < 9 || buffer[0] != 0xFF)
            {
                break;
            }

            switch (buffer[1])
            {
                case 0xFF: // fills up
                    at++;
                    break;
                case 0x01 or (>= 0xD0 and <= 0xD7): // has no length
                    at += 2;
                    break;
                case 0xD8 or 0xD9 or 0xDA: // the picture begins or ends, and nothing said how large it is
                    return (0, 0);
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    return (
                        BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(7)),
                        BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(5)));
                default:
                    at += 2 + Math.Max((ushort)2, BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(2)));
                    break;
            }
        }

        return (0, 0);
    }
}
