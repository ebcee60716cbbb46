using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Files;
using OrleansChat.Tests.Gateway;
using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

/// <summary>What is kept of what clients send, and what is refused without a trace.</summary>
public sealed class FileUploadTests : IClassFixture<FileServerFixture>
{
    private const string FilePart = "form-data; name=\"file\"; filename=\"a.txt\"";

    private static int _users = 900_000;

    public FileUploadTests(FileServerFixture fixture)
    {
        Server = fixture.Server;
        Server.Clear();
    }

    private FileServer Server { get; }

    [Fact]
    public async Task A_file_of_every_kind_is_kept_and_comes_back_as_it_was()
    {
        foreach (var extension in FileKinds.Extensions)
        {
            var bytes = SampleFiles.Of(extension);

            var file = await Server.KeepAsync($"A file.{extension.ToUpperInvariant()}", bytes);

            using var answer = await Server.GetAsync(file.Name);
            Assert.True(FileName.IsKey(file.Key));
            Assert.Equal((extension, bytes.Length), (file.Extension, file.SizeBytes));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(file.ContentType, answer.Content.Headers.ContentType?.ToString());
            Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("picture.png", "jpg")]
    [InlineData("picture.jpg", "png")]
    [InlineData("song.mp3", "zip")]
    [InlineData("letter.txt", "png")]
    [InlineData("letter.pdf", "txt")]
    [InlineData("script.js", "txt")]
    [InlineData("page.html", "txt")]
    [InlineData("drawing.svg", "txt")]
    [InlineData("feed.xml", "txt")]
    [InlineData("program.exe", "zip")]
    [InlineData("picture.png.html", "png")]
    [InlineData("picture.png\0.html", "png")]
    [InlineData("png", "png")]
    public async Task A_name_and_the_bytes_must_agree_on_a_kind_that_is_taken(string name, string bytes)
    {
        var outcome = await Server.UploadAsync(name, SampleFiles.Of(bytes));

        Assert.Equal(UploadRefusal.TypeRefused, outcome.Refusal);
        Assert.Equal((0, 0), Server.Count());
    }

    [Fact]
    public async Task A_page_is_no_text_whatever_it_is_called() => Assert.Equal(
        UploadRefusal.TypeRefused,
        (await Server.UploadAsync("a.txt", "<!doctype html><script>alert(1)</script>"u8.ToArray())).Refusal);

    [Theory]
    [InlineData(8_000, 5_000, UploadRefusal.None)]
    [InlineData(8_000, 5_001, UploadRefusal.TypeRefused)]
    [InlineData(1, 500_000_000, UploadRefusal.TypeRefused)]
    public async Task A_picture_has_so_many_pixels_and_no_more(int width, int height, UploadRefusal expected) =>
        Assert.Equal(expected, (await Server.UploadAsync("a.png", SampleFiles.Png(width, height))).Refusal);

    [Fact]
    public async Task Where_pictures_are_taken_nothing_else_is()
    {
        Assert.True((await Server.UploadAsync("a.png", SampleFiles.Png(), path: "/picture", part: "upload_file")).Ok);
        Assert.Equal(
            UploadRefusal.TypeRefused,
            (await Server.UploadAsync("a.txt", SampleFiles.Of("txt"), path: "/picture", part: "upload_file")).Refusal);
    }

    [Theory]
    [InlineData(FileServer.MaxBytes, UploadRefusal.None)]
    [InlineData(FileServer.MaxBytes + 1, UploadRefusal.TooLarge)]
    [InlineData(2 * FileServer.MaxBytes, UploadRefusal.TooLarge)]
    public async Task A_file_is_so_long_and_no_longer(int length, UploadRefusal expected)
    {
        var outcome = await Server.UploadAsync("a.png", SampleFiles.Png(length: length));

        Assert.Equal(expected, outcome.Refusal);
        Assert.Equal((expected is UploadRefusal.None ? 1 : 0, 0), Server.Count());
    }

    [Fact]
    public async Task A_body_that_says_it_is_far_too_long_is_not_read()
    {
        using var client = await RawClient.OpenAsync(Server.Address);

        var head = await client.RequestAsync(
            "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            + "Content-Length: 999999999\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200", head, StringComparison.Ordinal);
        Assert.Equal((0, 0), Server.Count());
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_read_as_far_as_it_may_be_long()
    {
        var form = FileServer.Form("form-data; name=\"file\"; filename=\"a.png\"", SampleFiles.Png(length: 200_000));
        var longer = FileServer.Form(
            "form-data; name=\"file\"; filename=\"a.png\"", SampleFiles.Png(length: (2 * FileServer.MaxBytes) + 70_000));

        Assert.Equal(UploadRefusal.None, (await PostChunkedAsync(form)).Refusal);
        Assert.Equal(UploadRefusal.TooLarge, (await PostChunkedAsync(longer)).Refusal);
        Assert.Equal((1, 0), Server.Count());
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        Assert.Equal(UploadRefusal.Empty, (await Server.UploadAsync("a.png", [])).Refusal);
        Assert.Equal(UploadRefusal.Empty, (await Server.UploadAsync("a.txt", [])).Refusal);
        Assert.Equal((0, 0), Server.Count());
    }

    [Theory]
    [InlineData("form-data; name=\"file\"; filename=\"测试.txt\"", "测试.txt")]
    [InlineData("form-data; name=\"file\"; filename*=UTF-8''%E6%B5%8B%0D%0AX%3A%20y.txt", "测X: y.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"../../keys/server.txt\"", "server.txt")]
    [InlineData("form-data; name=file; filename=plain.txt", "plain.txt")]
    [InlineData("form-data; name=\"file\"; filename=\"a %22quoted%22.txt\"", "a %22quoted%22.txt")]
    public async Task Names_of_clients_are_shown_and_never_used(string disposition, string expected)
    {
        var outcome = await Server.PostAsync(FileServer.Body(FileServer.Form(disposition, "text"u8.ToArray())));

        Assert.Equal(expected, outcome.File?.OriginalName);
        var kept = Directory.GetFiles(Server.Folder, "*", SearchOption.AllDirectories).Single();
        Assert.Matches("^[0-9a-f]{2}/[0-9a-f]{32}$", Path.GetRelativePath(Server.Folder, kept).Replace('\\', '/'));
    }

    [Theory]
    [InlineData("form-data; name=\"other\"; filename=\"a.txt\"", "b")]
    [InlineData("form-data; name=\"file\"", "b")]
    [InlineData("attachment", "b")]
    [InlineData(FilePart, "c")]
    [InlineData(FilePart, "")]
    [InlineData(FilePart, "b1234567890123456789012345678901234567890123456789012345678901234567890")]
    public async Task Without_the_part_there_is_no_file(string disposition, string boundary)
    {
        var outcome = await Server.PostAsync(
            FileServer.Body(FileServer.Form(disposition, "text"u8.ToArray()), boundary));

        Assert.Contains(outcome.Refusal, new[] { UploadRefusal.NoFile, UploadRefusal.BrokenOff });
        Assert.Equal((0, 0), Server.Count());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("nonsense")]
    public async Task What_is_no_form_has_no_file(string type)
    {
        using var content = new ByteArrayContent(FileServer.Form(FilePart, "text"u8.ToArray()));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        Assert.Equal(UploadRefusal.NoFile, (await Server.PostAsync(content)).Refusal);
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        using var content = FileServer.Body(FileServer.Form(FilePart, "text"u8.ToArray()));
        content.Headers.ContentEncoding.Add("gzip");

        Assert.Equal(UploadRefusal.Encoded, (await Server.PostAsync(content)).Refusal);
    }

    [Theory]
    [InlineData(UploadForm.MaxParts - 1, true)]
    [InlineData(UploadForm.MaxParts, false)]
    public async Task Other_parts_may_stand_before_and_behind_but_not_too_many(int others, bool isKept)
    {
        var field = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n";
        var before = string.Concat(Enumerable.Repeat(field, others / 2));
        var behind = string.Concat(Enumerable.Repeat(field, others - (others / 2)));
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes(before),
            .. FileServer.Form(FilePart, "text"u8.ToArray(), end: "\r\n" + behind + "--b--\r\n"),
        ];

        var outcome = await Server.PostAsync(FileServer.Body(body));

        Assert.Equal(isKept, outcome.Ok);
        Assert.Equal((isKept ? 1 : 0, 0), Server.Count());
    }

    [Fact]
    public async Task A_form_without_its_end_was_broken_off()
    {
        var user = NextUser();

        var outcome = await Server.PostAsync(
            FileServer.Body(FileServer.Form(FilePart, "text"u8.ToArray(), end: "\r\n--b\r\n")), user);

        Assert.Equal(UploadRefusal.BrokenOff, outcome.Refusal);
        Assert.Equal((0, 0), Server.Count());
        Assert.Equal(0, await FilesOfAsync(user));
    }

    [Fact]
    public async Task An_upload_whose_client_goes_away_leaves_nothing()
    {
        var user = NextUser();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(Server.Address.Host, Server.Address.Port);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.UTF8.GetBytes(
                $"POST /upload?user={user} HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n"
                + "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n"));
            await stream.WriteAsync(SampleFiles.Png(length: 100_000));
            await Eventually.TrueAsync(() => Server.Count() == (0, 1));
        }

        await Eventually.TrueAsync(() => Server.Count() == (0, 0));
        Assert.Equal(0, await FilesOfAsync(user));
    }

    [Fact]
    public async Task What_a_crash_left_is_swept_and_what_is_under_way_is_not()
    {
        var folder = new FileFolder(new FileFolderOptions { Folder = Server.Folder });
        await using var underWay = folder.Stage();
        var leftover = Path.Combine(Server.Folder, "staging", FileName.Next());
        await File.WriteAllTextAsync(leftover, "half");

        Assert.Equal(1, folder.Sweep());

        Assert.False(File.Exists(leftover));
        Assert.Equal((0, 1), Server.Count());
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_may_look_into_the_folder()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // has no such modes
        }

        await Server.KeepAsync("a.txt", SampleFiles.Of("txt"));

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        var all = Directory.GetFileSystemEntries(Server.Folder, "*", SearchOption.AllDirectories).Append(Server.Folder);
        foreach (var path in all)
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
        }

        var kept = Directory.GetFiles(Server.Folder, "*", SearchOption.AllDirectories).Single();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
    }

    [Fact]
    public async Task Bytes_that_were_lost_come_back_with_the_next_file_of_them()
    {
        byte[] zip = [.. SampleFiles.Of("zip"), .. RandomNumberGenerator.GetBytes(100)];
        var lost = await Server.KeepAsync("a.zip", zip);
        File.Delete(Directory.GetFiles(Server.Folder, "*", SearchOption.AllDirectories).Single());
        Assert.Equal(HttpStatusCode.NotFound, await Server.StatusAsync(lost.Name));

        await Server.KeepAsync("b.zip", zip);

        Assert.Equal(HttpStatusCode.OK, await Server.StatusAsync(lost.Name));
    }

    private static int NextUser() => Interlocked.Increment(ref _users);

    private async Task<int> FilesOfAsync(int user)
    {
        var files = Server.Host.Services.GetRequiredService<IFileStore>();
        return (await files.UsageAsync(user, CancellationToken.None)).Files;
    }

    private async Task<UploadOutcome> PostChunkedAsync(byte[] form)
    {
        using var content = FileServer.Body(form);
        Server.Client.DefaultRequestHeaders.TransferEncodingChunked = true;
        try
        {
            return await Server.PostAsync(content);
        }
        finally
        {
            Server.Client.DefaultRequestHeaders.TransferEncodingChunked = false;
        }
    }
}
