using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

public sealed class ImageSizeTests
{
    public static TheoryData<string, byte[], long?> Pictures => new()
    {
        { "png", SampleFiles.Png(3, 2), 6 },
        { "png", SampleFiles.Png(1, 500_000_000), 500_000_000 },
        { "png", SampleFiles.Png(int.MaxValue, int.MaxValue), (long)int.MaxValue * int.MaxValue },
        { "png", SampleFiles.Png(0, 2), null },
        { "png", SampleFiles.Png(3, 2)[..20], null },
        { "png", [.. SampleFiles.Png(3, 2)[..12], .. "IDAT"u8, .. new byte[20]], null },
        { "gif", SampleFiles.Gif(300, 200), 60_000 },
        { "gif", SampleFiles.Gif(300, 0), null },
        { "bmp", SampleFiles.Bmp(300, 200), 60_000 },
        { "bmp", SampleFiles.Bmp(300, -200), 60_000 },
        { "bmp", SampleFiles.Bmp(300, int.MinValue), 300L << 31 },
        { "bmp", SampleFiles.Bmp(-300, 200), null },
        { "bmp", SampleFiles.OldBmp(300, 200), 60_000 },
        { "jpg", SampleFiles.Jpeg(6_000, 4_000), 24_000_000 },
        { "jpg", SampleFiles.Jpeg(6_000, 4_000, segments: 5), 24_000_000 },
        { "jpeg", SampleFiles.Jpeg(6_000, 4_000, segments: 0), 24_000_000 },
        { "jpg", SampleFiles.Jpeg(6_000, 0), null },
        { "jpg", SampleFiles.Jpeg()[..5_000], null },
        { "jpg", [0xFF, 0xD8, 0xFF, 0xDA, 0, 8, 0, 0, 0, 0, 0, 0], null },
        { "jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0], null },
        { "jpg", [0xFF, 0xD8, .. Enumerable.Repeat((byte)0xFF, 10_000)], null },
        { "webp", SampleFiles.WebpLossy(300, 200), 60_000 },
        { "webp", SampleFiles.WebpLossless(300, 200), 60_000 },
        { "webp", SampleFiles.WebpLossless(16_384, 16_384), 16_384L * 16_384 },
        { "webp", SampleFiles.WebpExtended(300, 200), 60_000 },
        { "webp", SampleFiles.WebpExtended(16_777_216, 1), 16_777_216 },
        { "webp", SampleFiles.WebpExtended()[..20], null },
        { "webp", [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPABCD"u8, .. new byte[20]], null },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task A_header_says_how_many_pixels_there_are(string extension, byte[] bytes, long? expected)
    {
        using var stream = new MemoryStream(bytes);

        Assert.Equal(expected, await ImageSize.ReadAsync(stream, FileKinds.Find(extension)!, CancellationToken.None));
    }
}
