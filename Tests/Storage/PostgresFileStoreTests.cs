using OrleansChat.Conversations;
using OrleansChat.Files;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class PostgresFileStoreTests(PostgresFixture database) : FileStoreSpec, IClassFixture<PostgresFixture>
{
    protected override IFileStore Store { get; } = database.Get<IFileStore>();

    protected override IMessageLog Log => database.Log;
}
