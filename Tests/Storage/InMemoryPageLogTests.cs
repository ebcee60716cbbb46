using OrleansChat.Conversations;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class InMemoryPageLogTests : PageLogSpec
{
    protected override IMessageLog Log { get; } = new InMemoryMessageLog();
}
