using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class PostgresApplicationStoreTests(PostgresFixture database)
    : ApplicationStoreSpec, IClassFixture<PostgresFixture>
{
    protected override IApplicationStore Store { get; } = database.Get<IApplicationStore>();

    protected override IMessageLog Log => database.Log;
}
