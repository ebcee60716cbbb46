using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Files;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Files;

/// <summary>Who may read, share and publish a file: user 1 uploads it, 2 is his partner, 3 a stranger.</summary>
public sealed class FileGrainTests : IAsyncLifetime
{
    private const string Name = "00112233445566778899aabbccddeeff";

    private TestCluster? _cluster;

    private TestCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is not started.");

    private IFileGrain Grain => Cluster.Grains.GetGrain<IFileGrain>(Name);

    public async Task InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync();
        await StoreAsync(1, File(Name));
    }

    public Task DisposeAsync() => Cluster.DisposeAsync().AsTask();

    [Theory]
    [InlineData(1, ChatError.None)]
    [InlineData(2, ChatError.MessageUnknown)]
    [InlineData(0, ChatError.MessageUnknown)]
    public async Task A_file_that_nobody_shared_is_its_uploaders(int caller, ChatError expected) =>
        Assert.Equal(expected, (await Grain.GetAsync(caller, CancellationToken.None)).Error);

    [Fact]
    public async Task A_shared_file_is_read_and_shared_on_by_whom_it_was_shared_with()
    {
        Assert.Equal(ChatError.MessageUnknown, await ShareAsync(2, 2, 3)); // may not read it himself
        Assert.Equal(ChatError.NotMember, await ShareAsync(1, 2, 3)); // is not in there
        Assert.Equal(ChatError.None, await ShareAsync(1, 1, 2));
        Assert.Equal(ChatError.None, (await Grain.GetAsync(2, CancellationToken.None)).Error);
        Assert.Equal(ChatError.MessageUnknown, (await Grain.GetAsync(3, CancellationToken.None)).Error);

        Assert.Equal(ChatError.None, await ShareAsync(2, 2, 3));
        Assert.Equal(ChatError.None, (await Grain.GetAsync(3, CancellationToken.None)).Error);
        Assert.Equal(ChatError.MessageUnknown, (await Grain.GetAsync(0, CancellationToken.None)).Error);
    }

    [Fact]
    public async Task A_published_file_is_everybodys_and_its_uploader_alone_publishes_it()
    {
        await ShareAsync(1, 1, 2);
        Assert.Equal(ChatError.MessageUnknown, await Grain.PublishAsync(2, CancellationToken.None));
        Assert.Equal(ChatError.MessageUnknown, await Grain.PublishAsync(0, CancellationToken.None));
        Assert.Equal(ChatError.MessageUnknown, (await Grain.GetAsync(0, CancellationToken.None)).Error);

        Assert.Equal(ChatError.None, await Grain.PublishAsync(1, CancellationToken.None));
        Assert.Equal(ChatError.None, await Grain.PublishAsync(1, CancellationToken.None));

        Assert.True((await Grain.GetAsync(0, CancellationToken.None)).Value!.IsPublic);
        await using var later = await Cluster.CrashAsync();
        Assert.True((await later.Grains.GetGrain<IFileGrain>(Name).GetAsync(3, CancellationToken.None)).Value!.IsPublic);
    }

    [Fact]
    public async Task An_unknown_file_is_found_when_it_is_stored_later()
    {
        var name = new string('1', 32);
        var grain = Cluster.Grains.GetGrain<IFileGrain>(name);
        Assert.Equal(ChatError.MessageUnknown, (await grain.GetAsync(1, CancellationToken.None)).Error);
        Assert.Equal(ChatError.MessageUnknown, await grain.ShareAsync(1, "d:1:2", CancellationToken.None));
        Assert.Equal(ChatError.MessageUnknown, await grain.PublishAsync(1, CancellationToken.None));

        await StoreAsync(1, File(name));

        Assert.True((await grain.GetAsync(1, CancellationToken.None)).Ok);
    }

    [Fact]
    public async Task Who_keeps_as_much_as_he_may_is_refused_before_and_after()
    {
        var space = Cluster.Grains.GetGrain<IFileSpaceGrain>(1);
        Assert.Equal(ChatError.None, await space.CheckAsync(CancellationToken.None));
        Assert.Equal(ChatError.Forbidden, (await StoreAsync(1, File(new string('2', 32)) with { SizeBytes = 901 })).Error);
        Assert.Equal(ChatError.None, (await StoreAsync(1, File(new string('2', 32)) with { SizeBytes = 900 })).Error);

        Assert.Equal(ChatError.Forbidden, await space.CheckAsync(CancellationToken.None));
        Assert.Equal(ChatError.Forbidden, (await StoreAsync(1, File(new string('3', 32)) with { SizeBytes = 1 })).Error);
        Assert.Equal(ChatError.None, (await StoreAsync(2, File(new string('3', 32)))).Error);

        await space.RemoveAsync(new string('2', 32), CancellationToken.None);
        Assert.Equal(ChatError.None, await space.CheckAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_uploader_is_who_stores_it_whatever_the_record_says()
    {
        var name = new string('4', 32);

        await StoreAsync(2, File(name) with { UploaderId = 3 });

        var grain = Cluster.Grains.GetGrain<IFileGrain>(name);
        Assert.Equal(2, (await grain.GetAsync(2, CancellationToken.None)).Value!.UploaderId);
        Assert.Equal(ChatError.MessageUnknown, (await grain.GetAsync(3, CancellationToken.None)).Error);
    }

    [Fact]
    public async Task Nobody_owns_what_somebody_unknown_uploaded_and_he_has_no_quota()
    {
        foreach (var digit in "56789")
        {
            Assert.Equal(ChatError.None, (await StoreAsync(0, File(new string(digit, 32)) with { SizeBytes = 900 })).Error);
        }

        Assert.Equal(
            ChatError.MessageUnknown,
            (await Cluster.Grains.GetGrain<IFileGrain>(new string('5', 32)).GetAsync(0, CancellationToken.None)).Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_development_everybody_may_read_what_he_can_name(bool isOpen) =>
        Assert.Equal(isOpen, FileRules.MayAlwaysRead(File(Name), 0, new FilePolicy { IsOpen = isOpen }));

    private static FileRecord File(string name) =>
        new(name, 0, name + name, 100, "png", "image/png", "picture.png", name, 1_772_366_400_000);

    private Task<Reply<string>> StoreAsync(int userId, FileRecord file) =>
        Cluster.Grains.GetGrain<IFileSpaceGrain>(userId).StoreAsync(file, CancellationToken.None);

    private Task<ChatError> ShareAsync(int caller, int one, int other) =>
        Grain.ShareAsync(caller, ConversationKey.Direct(one, other), CancellationToken.None);
}
