using OrleansChat.Conversations;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class InMemoryMemberLogTests : MemberLogSpec
{
    protected override IMessageLog Log { get; } = new InMemoryMessageLog();
}
