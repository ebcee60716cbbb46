using System.Collections.Concurrent;
using System.Security.Cryptography;
using OrleansChat.Conversations;
using OrleansChat.Files;

namespace OrleansChat.Tests.Storage;

/// <summary>What every store of files does.</summary>
public abstract class FileStoreSpec
{
    private static readonly FileUsage Ample = new(1_000, 1_000_000);
    private static int _users = 810_000;
    private static long _ids = 8_000_000_000;

    private readonly int _user = Interlocked.Add(ref _users, 10);

    protected abstract IFileStore Store { get; }

    protected abstract IMessageLog Log { get; }

    private int Other => _user + 1;

    [Fact]
    public async Task A_record_is_read_as_it_was_stored()
    {
        var file = File() with { OriginalName = "图 片\"'%.png", ContentType = "image/png" };

        Assert.Equal(file.Blob, await StoreAsync(file));

        Assert.Equal(file, await FindAsync(file.Name));
        Assert.Null(await FindAsync(Hex(16)));
    }

    [Fact]
    public async Task Equal_bytes_lie_where_the_first_of_them_lie_and_each_file_keeps_its_names()
    {
        var first = File();
        var second = File() with { UploaderId = Other, Sha256 = first.Sha256, OriginalName = "other.png" };
        var longer = File() with { Sha256 = first.Sha256, SizeBytes = first.SizeBytes + 1 };

        Assert.Equal(first.Blob, await StoreAsync(first));
        Assert.Equal(first.Blob, await StoreAsync(second));
        Assert.Equal(longer.Blob, await StoreAsync(longer));

        Assert.Equal(second with { Blob = first.Blob }, await FindAsync(second.Name));
    }

    [Fact]
    public async Task The_same_record_again_is_stored_once()
    {
        var file = File();

        await StoreAsync(file, new FileUsage(1, file.SizeBytes));
        var again = await StoreAsync(file, new FileUsage(1, file.SizeBytes));

        Assert.Equal(file.Blob, again);
        Assert.Equal(new FileUsage(1, file.SizeBytes), await UsageAsync());
    }

    [Theory]
    [InlineData(2, 200, true)]
    [InlineData(1, 200, false)]
    [InlineData(2, 199, false)]
    public async Task A_second_file_of_a_hundred_bytes_fits_or_not(int files, long bytes, bool fits)
    {
        var limits = new FileUsage(files, bytes);
        await StoreAsync(File(), limits with { Bytes = 200 });

        var blob = await StoreAsync(File(), limits);

        Assert.Equal(fits, blob is not null);
        Assert.Equal(fits ? new FileUsage(2, 200) : new FileUsage(1, 100), await UsageAsync());
    }

    [Fact]
    public async Task What_does_not_fit_leaves_nothing_and_takes_nothing_from_others()
    {
        var refused = File();
        var none = new FileUsage(0, 0);

        Assert.Null(await StoreAsync(refused, none));

        Assert.Null(await FindAsync(refused.Name));
        var later = File() with { Sha256 = refused.Sha256, UploaderId = Other };
        Assert.Equal(later.Blob, await StoreAsync(later));
    }

    [Fact]
    public async Task Of_fifty_at_once_as_many_are_stored_as_fit()
    {
        var limits = new FileUsage(100, 3_000);
        var blobs = new ConcurrentBag<string?>();

        await Parallel.ForAsync(0, 50, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (_, _) =>
            blobs.Add(await StoreAsync(File(), limits)));

        Assert.Equal(30, blobs.Count(blob => blob is not null));
        Assert.Equal(new FileUsage(30, 3_000), await UsageAsync());
    }

    [Fact]
    public async Task A_record_is_removed_by_its_uploader_alone()
    {
        var file = File();
        await StoreAsync(file);

        await Store.RemoveAsync(Other, file.Name, CancellationToken.None);
        Assert.NotNull(await FindAsync(file.Name));
        await Store.RemoveAsync(_user, file.Name, CancellationToken.None);

        Assert.Null(await FindAsync(file.Name));
        Assert.Equal(new FileUsage(0, 0), await UsageAsync());
    }

    [Fact]
    public async Task A_file_becomes_public()
    {
        var file = File();
        await StoreAsync(file);

        await Store.PublishAsync(file.Name, CancellationToken.None);

        Assert.Equal(file with { IsPublic = true }, await FindAsync(file.Name));
    }

    [Fact]
    public async Task What_is_shared_in_a_direct_conversation_is_shared_with_the_two()
    {
        var file = await StoredAsync();
        var pair = ConversationKey.Direct(_user, Other);

        Assert.False(await ShareAsync(file, _user + 2, pair));
        Assert.False(await IsSharedAsync(file, Other));
        Assert.True(await ShareAsync(file, _user, pair));
        Assert.True(await ShareAsync(file, Other, pair));

        Assert.True(await IsSharedAsync(file, Other));
        Assert.False(await IsSharedAsync(file, _user + 2));
        Assert.False(await IsSharedAsync(await StoredAsync(), Other));
    }

    [Fact]
    public async Task What_is_shared_in_a_room_is_shared_with_those_who_are_in_it_now()
    {
        var file = await StoredAsync();
        var room = ConversationKey.Room(_user);
        await ChangeAsync(room, 1, MemberChangeKind.Join, _user, Other);

        Assert.False(await ShareAsync(file, _user + 2, room));
        Assert.True(await ShareAsync(file, _user, room));
        Assert.True(await IsSharedAsync(file, Other));
        Assert.False(await IsSharedAsync(file, _user + 2));

        await ChangeAsync(room, 2, MemberChangeKind.Leave, Other);
        await ChangeAsync(room, 3, MemberChangeKind.Join, _user + 2);
        Assert.False(await IsSharedAsync(file, Other));
        Assert.False(await ShareAsync(file, Other, room));
        Assert.True(await IsSharedAsync(file, _user + 2));
    }

    [Fact]
    public async Task Nobody_is_in_a_chat_room_or_in_what_is_no_conversation()
    {
        var file = await StoredAsync();

        Assert.False(await ShareAsync(file, _user, ConversationKey.ChatRoom(_user)));
        Assert.False(await ShareAsync(file, _user, "d:"));
        Assert.False(await ShareAsync(file, _user, ""));
    }

    private static string Hex(int bytes) => RandomNumberGenerator.GetHexString(bytes * 2, lowercase: true);

    private FileRecord File() =>
        new(Hex(16), _user, Hex(32), 100, "png", "image/png", "picture.png", Hex(16), 1_772_366_400_000);

    private async Task<string> StoredAsync()
    {
        var file = File();
        await StoreAsync(file);
        return file.Name;
    }

    private Task<string?> StoreAsync(FileRecord file, FileUsage? limits = null) =>
        Store.StoreAsync(file, limits ?? Ample, CancellationToken.None);

    private Task<FileRecord?> FindAsync(string name) => Store.FindAsync(name, CancellationToken.None);

    private Task<FileUsage> UsageAsync() => Store.UsageAsync(_user, CancellationToken.None);

    private Task<bool> ShareAsync(string name, int userId, string conversation) =>
        Store.ShareAsync(name, userId, conversation, CancellationToken.None);

    private Task<bool> IsSharedAsync(string name, int userId) =>
        Store.IsSharedWithAsync(name, userId, CancellationToken.None);

    private Task ChangeAsync(string conversation, long seq, MemberChangeKind kind, params int[] users) => Log.AppendAsync(
        new LogBatch(
            conversation,
            [new ChatMessage(conversation, seq, Interlocked.Increment(ref _ids), 0, null, MessageKind.Text, "{}", false, seq, null)],
            [.. users.Select(user => new MemberChange(user, seq, kind, 1, "", 1))]));
}
