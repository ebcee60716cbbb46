using OrleansChat.Conversations;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class InMemoryOwnIdLogTests : OwnIdLogSpec
{
    protected override IMessageLog Log { get; } = new InMemoryMessageLog();
}
