using OrleansChat.Conversations;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class PostgresMemberLogTests(PostgresFixture database) : MemberLogSpec, IClassFixture<PostgresFixture>
{
    protected override IMessageLog Log => database.Log;
}
