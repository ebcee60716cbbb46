using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class MemoryApplicationStoreTests : ApplicationStoreSpec
{
    private readonly SteeredMessageLog _log = new();

    public MemoryApplicationStoreTests() => Store = new MemoryApplicationStore(_log);

    protected override IApplicationStore Store { get; }

    protected override IMessageLog Log => _log;
}
