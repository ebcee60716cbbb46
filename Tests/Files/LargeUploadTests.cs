using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Files;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

/// <summary>What uploads take of the memory and of the disk. Nothing else runs, because it measures the whole
/// process.</summary>
[Collection(nameof(LargeUploadTests))]
[CollectionDefinition(nameof(LargeUploadTests), DisableParallelization = true)]
public sealed class LargeUploadTests(FileServerFixture fixture) : IClassFixture<FileServerFixture>
{
    private const int Megabyte = 1024 * 1024;
    private const int PictureBytes = 20 * Megabyte;

    private static int _users = 920_000;

    private readonly int _user = Interlocked.Increment(ref _users);

    private FileServer Server => fixture.Server;

    [Fact]
    public async Task A_file_goes_to_the_disk_as_it_arrives_and_never_into_memory()
    {
        await ReceiveAsync(new FormStream(Megabyte)); // what is made once
        var (read, staged) = (0L, 0L);
        var body = new FormStream(PictureBytes)
        {
            Reading = at => (read, staged) = at < read + (5 * Megabyte) ? (read, staged) : (at, StagedBytes()),
        };
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var outcome = await ReceiveAsync(body);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 4 * Megabyte);
        Assert.InRange(read, 15 * Megabyte, PictureBytes);
        Assert.InRange(staged, read - (256 * 1024), read);
        Assert.Equal(PictureBytes, outcome.File?.SizeBytes);
    }

    [Fact]
    public async Task Uploads_end_before_the_disk_is_full_and_go_on_when_it_is_not()
    {
        var disk = new FixedDisk(100 * Megabyte, 1_000 * Megabyte);

        Assert.Equal(UploadRefusal.DiskFull, (await ReceiveAsync(new FormStream(Megabyte), disk: disk)).Refusal);
        Assert.Equal(0, (await UsageAsync()).Files);
        disk.Free = 150 * Megabyte;

        Assert.Equal(UploadRefusal.None, (await ReceiveAsync(new FormStream(Megabyte), disk: disk)).Refusal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_refuses_uploads_and_keeps_no_record()
    {
        var file = Path.GetTempFileName();

        var outcome = await ReceiveAsync(new FormStream(Megabyte), Path.Combine(file, "files"));

        File.Delete(file);
        Assert.Equal(UploadRefusal.Unavailable, outcome.Refusal);
        Assert.Equal(0, (await UsageAsync()).Files);
    }

    [Fact]
    public async Task A_file_that_finds_no_place_keeps_no_record()
    {
        await ReceiveAsync(new FormStream(Megabyte + _user));
        var folder = Directory.GetDirectories(Server.Folder).Single(path => Directory.GetFiles(path).Any(IsMine));
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "in the way");

        var outcome = await ReceiveAsync(new FormStream(Megabyte + _user));

        File.Delete(folder);
        Assert.Equal(UploadRefusal.Unavailable, outcome.Refusal);
        Assert.Equal(1, (await UsageAsync()).Files);
        Assert.Equal(0, StagedBytes());
    }

    private bool IsMine(string path) => new FileInfo(path).Length == Megabyte + _user;

    private long StagedBytes() =>
        new DirectoryInfo(Path.Combine(Server.Folder, "staging")).EnumerateFiles().Sum(file => file.Length);

    private Task<FileUsage> UsageAsync() =>
        Server.Host.Services.GetRequiredService<IFileStore>().UsageAsync(_user, CancellationToken.None);

    private async Task<UploadOutcome> ReceiveAsync(Stream body, string? folder = null, IDisk? disk = null)
    {
        var services = Server.Host.Services;
        var options = new FileFolderOptions { Folder = folder ?? Server.Folder };
        var uploads = new FileUploads(
            new FileFolder(options), new DiskReserve(disk ?? new Disk(), options), Server.Host.Grains,
            services.GetRequiredService<GrainRetries>(), services.GetRequiredService<GatewayOptions>(),
            TimeProvider.System, NullLogger<FileUploads>.Instance);
        var http = new DefaultHttpContext();
        http.Request.ContentType = "multipart/form-data; boundary=b";
        http.Request.ContentLength = body.Length;
        http.Request.Body = body;
        return await uploads.ReceiveAsync(http, new UploadLimits("file", PictureBytes), _user);
    }
}
