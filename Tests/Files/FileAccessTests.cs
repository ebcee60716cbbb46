using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Files;
using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

/// <summary>Who may upload and read in production. Source: security.md, 000 <c>/chat/download</c>, download.</summary>
public sealed class FileAccessTests(ProductionFixture fixture) : IClassFixture<ProductionFixture>
{
    private static int _users = 910_000;
    private static long _ids = 9_000_000_000;

    private readonly int _uploader = Interlocked.Add(ref _users, 10);

    private FileServer Server => fixture.Server;

    private int Member => _uploader + 1;

    private int ExMember => _uploader + 2;

    private int Stranger => _uploader + 3;

    private string Room => ConversationKey.Room(_uploader);

    private IMessageLog Log => Server.Host.Services.GetRequiredService<IMessageLog>();

    private FileSharing Sharing => Server.Host.Services.GetRequiredService<FileSharing>();

    [Fact]
    public async Task Nobody_reads_a_file_but_its_uploader()
    {
        var file = await KeepAsync();

        Assert.Equal("OK NotFound NotFound NotFound NotFound", await MatrixAsync(file));
    }

    [Fact]
    public async Task Who_is_in_a_room_now_reads_what_was_shared_there()
    {
        var file = await KeepAsync();
        await ChangeAsync(1, MemberChangeKind.Join, _uploader, Member, ExMember);
        await ShareAsync(_uploader, Room, file);
        Assert.Equal("OK OK OK NotFound NotFound", await MatrixAsync(file));

        await ChangeAsync(2, MemberChangeKind.Leave, ExMember);

        Assert.Equal("OK OK NotFound NotFound NotFound", await MatrixAsync(file));
    }

    [Fact]
    public async Task The_two_of_a_conversation_read_what_was_shared_there()
    {
        var file = await KeepAsync();

        await ShareAsync(_uploader, ConversationKey.Direct(_uploader, Stranger), file);

        Assert.Equal("OK NotFound NotFound OK NotFound", await MatrixAsync(file));
    }

    [Fact]
    public async Task Naming_a_file_of_others_shares_nothing()
    {
        var file = await KeepAsync();
        await ChangeAsync(1, MemberChangeKind.Join, Member, ExMember);

        await ShareAsync(Stranger, ConversationKey.Direct(Stranger, Member), file);
        await ShareAsync(Member, Room, file);
        await ShareAsync(_uploader, Room, file); // his file, but he is not in there

        Assert.Equal("OK NotFound NotFound NotFound NotFound", await MatrixAsync(file));
    }

    [Fact]
    public async Task A_picture_of_somebody_is_everybodys()
    {
        var file = await KeepAsync();
        var grain = Server.Host.Grains.GetGrain<IFileGrain>(file.Key);

        Assert.Equal(ChatError.MessageUnknown, await grain.PublishAsync(Stranger, CancellationToken.None));
        Assert.Equal(ChatError.None, await grain.PublishAsync(_uploader, CancellationToken.None));

        Assert.Equal("OK OK OK OK OK", await MatrixAsync(file));
    }

    [Fact]
    public async Task A_file_of_others_looks_like_none()
    {
        var file = await KeepAsync();

        using var refused = await Server.GetAsync(file.Name, Stranger);
        using var unknown = await Server.GetAsync(FileName.Next() + ".png", Stranger);
        using var nonsense = await Server.GetAsync("nonsense", Stranger);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(FileDownloadTests.Heading(unknown), FileDownloadTests.Heading(refused));
        Assert.Equal(FileDownloadTests.Heading(unknown), FileDownloadTests.Heading(nonsense));
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Nobody_uploads_who_is_not_signed_in()
    {
        var outcome = await Server.UploadAsync("a.png", SampleFiles.Png(), user: 0);

        Assert.Equal(UploadRefusal.Unauthenticated, outcome.Refusal);
    }

    [Fact]
    public async Task One_reads_sixty_files_a_minute_and_pictures_of_people_beside_them()
    {
        var file = await KeepAsync();
        var picture = await KeepAsync();
        await Server.Host.Grains.GetGrain<IFileGrain>(picture.Key).PublishAsync(_uploader, CancellationToken.None);

        for (var time = 0; time < 60; time++)
        {
            Assert.Equal(HttpStatusCode.OK, await Server.StatusAsync(file.Name, _uploader));
        }

        using var refused = await Server.GetAsync(file.Name, _uploader);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, await Server.StatusAsync(picture.Name, _uploader));
    }

    [Fact]
    public async Task Of_fifty_uploads_at_once_as_many_are_kept_as_fit_and_their_bytes_once()
    {
        byte[] bytes = [.. SampleFiles.Of("zip"), .. BitConverter.GetBytes(_uploader)];
        var (before, _) = Server.Count();

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(number => Server.UploadAsync($"{number}.zip", bytes, _uploader)));

        Assert.Equal(ProductionFixture.FilesPerUser, outcomes.Count(one => one.Refusal is UploadRefusal.None));
        Assert.Equal(
            50 - ProductionFixture.FilesPerUser, outcomes.Count(one => one.Refusal is UploadRefusal.QuotaExceeded));
        Assert.Equal((before + 1, 0), Server.Count());
        var names = outcomes.Select(one => one.File?.Name).OfType<string>().ToHashSet();
        Assert.Equal(ProductionFixture.FilesPerUser, names.Count);
        foreach (var name in names)
        {
            using var answer = await Server.GetAsync(name, _uploader);
            Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        }
    }

    private Task<UploadedFile> KeepAsync() => Server.KeepAsync("a.png", SampleFiles.Png(), _uploader);

    private async Task<string> MatrixAsync(UploadedFile file)
    {
        var seen = new List<HttpStatusCode>();
        foreach (var user in new[] { _uploader, Member, ExMember, Stranger, 0 })
        {
            seen.Add(await Server.StatusAsync(file.Name, user));
        }

        return string.Join(' ', seen);
    }

    private async Task ShareAsync(int sender, string conversation, UploadedFile file) => Assert.Equal(
        ChatError.None,
        await Sharing.ShareAsync(sender, conversation, $"/file/down/{file.Name}", CancellationToken.None));

    private Task ChangeAsync(long seq, MemberChangeKind kind, params int[] users) => Log.AppendAsync(new LogBatch(
        Room,
        [new ChatMessage(Room, seq, Interlocked.Increment(ref _ids), 0, null, MessageKind.Text, "{}", false, seq, null)],
        [.. users.Select(user => new MemberChange(user, seq, kind, 1, "", 1))]));
}
