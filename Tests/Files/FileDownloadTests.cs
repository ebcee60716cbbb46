using System.Net;
using System.Security.Cryptography;
using OrleansChat.Tests.Gateway;
using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

/// <summary>What a client gets that asks for a file.</summary>
public sealed class FileDownloadTests(FileServerFixture fixture) : IClassFixture<FileServerFixture>
{
    private static readonly byte[] Bytes = SampleFiles.Png(length: 1_000);

    private FileServer Server => fixture.Server;

    public static TheoryData<string> Paths =>
    [
        "/images/..%2f..%2fkeys%2fserver.key", "/images/%2e%2e/%2e%2e/keys/server.key", "/images/../../keys/server.key",
        "/images/..%5c..%5ckeys%5cserver.key", "/images/..\\..\\keys\\server.key", "/images/....//keys/server.key",
        "/images/%252e%252e%252fkeys", "/images//etc/passwd", "/images/%2fetc%2fpasswd", "/images/C:%5cwindows%5cwin.ini",
        "/images/%00", "/images/%c0%ae%c0%ae%c0%af", "/images/staging", "/images/", "/images/.", "/images/~",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_path_leads_nowhere(string path)
    {
        await Server.KeepAsync("a.png", Bytes);
        using var client = await RawClient.OpenAsync(Server.Address);

        var head = await client.RequestAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 40[04] ", head);
    }

    [Fact]
    public async Task Where_a_file_lies_is_no_name_for_it()
    {
        var file = await Server.KeepAsync("a.zip", [.. SampleFiles.Of("zip"), 7]);
        var kept = Directory.GetFiles(Server.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path)).ToArray();

        Assert.DoesNotContain(file.Key, kept);
        foreach (var blob in kept)
        {
            Assert.Equal(HttpStatusCode.NotFound, await Server.StatusAsync(blob));
            Assert.Equal(HttpStatusCode.NotFound, await Server.StatusAsync($"{blob[..2]}/{blob}"));
        }
    }

    [Fact]
    public async Task A_name_needs_no_extension_and_takes_no_other()
    {
        var file = await Server.KeepAsync("a.png", Bytes);

        Assert.Equal(HttpStatusCode.OK, await Server.StatusAsync(file.Key));
        Assert.Equal(HttpStatusCode.OK, await Server.StatusAsync(file.Name));
        Assert.Equal(HttpStatusCode.NotFound, await Server.StatusAsync(file.Key + ".jpg"));
        Assert.Equal(HttpStatusCode.NotFound, await Server.StatusAsync(file.Key + ".html"));
        Assert.Equal(HttpStatusCode.NotFound, await Server.StatusAsync(file.Key.ToUpperInvariant() + ".png"));
    }

    [Theory]
    [InlineData("png", "inline")]
    [InlineData("mp3", "inline")]
    [InlineData("mp4", "inline")]
    [InlineData("pdf", "attachment; filename*=UTF-8''a.pdf")]
    [InlineData("txt", "attachment; filename*=UTF-8''a.txt")]
    [InlineData("zip", "attachment; filename*=UTF-8''a.zip")]
    [InlineData("docx", "attachment; filename*=UTF-8''a.docx")]
    public async Task A_browser_shows_and_plays_but_opens_no_document(string extension, string disposition)
    {
        var file = await Server.KeepAsync($"a.{extension}", SampleFiles.Of(extension));

        using var answer = await Server.GetAsync(file.Name);

        Assert.Equal(disposition, Header(answer, "Content-Disposition"));
        Assert.Equal(FileKinds.Find(extension)!.ContentType, Header(answer, "Content-Type"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("default-src 'none'; sandbox", Header(answer, "Content-Security-Policy"));
        Assert.Equal("private", Header(answer, "Cache-Control"));
    }

    [Theory]
    [InlineData("测试 图片;\"x\".txt", "%E6%B5%8B%E8%AF%95%20%E5%9B%BE%E7%89%87%3B%22x%22.txt")]
    [InlineData("a\r\nX-Evil: 1.txt", "aX-Evil%3A%201.txt")]
    [InlineData("\u202E😀%0d%0a.txt", "%F0%9F%98%80%250d%250a.txt")]
    public async Task What_the_uploader_called_it_is_safe_in_a_header(string name, string expected)
    {
        var file = await Server.KeepAsync(name, SampleFiles.Of("txt"));

        using var answer = await Server.GetAsync(file.Name);

        Assert.Equal($"attachment; filename*=UTF-8''{expected}", Header(answer, "Content-Disposition"));
        Assert.False(answer.Headers.Contains("X-Evil"));
    }

    [Theory]
    [InlineData("bytes=0-99", 0, 100)]
    [InlineData("bytes=900-", 900, 100)]
    [InlineData("bytes=-1", 999, 1)]
    [InlineData("bytes=-5000", 0, 1_000)]
    [InlineData("bytes=990-5000", 990, 10)]
    [InlineData("bytes=0-0", 0, 1)]
    public async Task A_part_is_sent_when_a_part_is_asked_for(string range, int from, int length)
    {
        var file = await Server.KeepAsync("a.png", Bytes);

        using var answer = await AskAsync(file, HttpMethod.Get, ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal($"bytes {from}-{from + length - 1}/1000", Header(answer, "Content-Range"));
        Assert.Equal(Bytes.AsSpan(from, length).ToArray(), await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=1000-")]
    [InlineData("bytes=5000-6000")]
    [InlineData("bytes=-0")]
    public async Task A_part_that_is_not_there_is_refused(string range)
    {
        var file = await Server.KeepAsync("a.png", Bytes);

        using var answer = await AskAsync(file, HttpMethod.Get, ("Range", range));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal("bytes */1000", Header(answer, "Content-Range"));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=9-5")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=0-1,5-6")]
    public async Task A_range_that_is_none_is_as_if_it_were_absent(string range)
    {
        var file = await Server.KeepAsync("a.png", Bytes);

        using var answer = await AskAsync(file, HttpMethod.Get, ("Range", range));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Bytes, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_head_is_sent_without_the_body()
    {
        var file = await Server.KeepAsync("a.png", Bytes);

        using var get = await AskAsync(file, HttpMethod.Get);
        using var head = await AskAsync(file, HttpMethod.Head);

        Assert.Equal(Heading(get), Heading(head));
        Assert.Equal(1_000, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Who_has_the_file_already_is_told_so()
    {
        var file = await Server.KeepAsync("a.png", Bytes);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes))}\"";

        using var first = await AskAsync(file, HttpMethod.Get);
        using var known = await AskAsync(file, HttpMethod.Get, ("If-None-Match", tag));
        using var other = await AskAsync(file, HttpMethod.Get, ("If-None-Match", "\"0\""));
        using var changed = await AskAsync(file, HttpMethod.Get, ("Range", "bytes=0-9"), ("If-Range", "\"0\""));

        Assert.Equal(tag, Header(first, "ETag"));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task In_development_everybody_reads_what_he_can_name()
    {
        var file = await Server.KeepAsync("a.png", Bytes, user: 5);

        Assert.Equal(HttpStatusCode.OK, await Server.StatusAsync(file.Name, user: 6));
        Assert.Equal(HttpStatusCode.OK, await Server.StatusAsync(file.Name));
    }

    internal static string Heading(HttpResponseMessage answer) => string.Join('\n', answer.Headers
        .Concat(answer.Content.Headers)
        .Where(header => header.Key != "Date")
        .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
        .Order(StringComparer.Ordinal)
        .Prepend($"{answer.StatusCode}"));

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    private Task<HttpResponseMessage> AskAsync(
        UploadedFile file, HttpMethod method, params (string Name, string Value)[] headers) =>
        Server.GetAsync(file.Name, edit: request =>
        {
            request.Method = method;
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        });
}
