using OrleansChat.Conversations;
using OrleansChat.Files;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class MemoryFileStoreTests : FileStoreSpec
{
    private readonly SteeredMessageLog _log = new();

    public MemoryFileStoreTests() => Store = new MemoryFileStore(_log);

    protected override IFileStore Store { get; }

    protected override IMessageLog Log => _log;
}
