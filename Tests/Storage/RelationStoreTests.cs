using OrleansChat.Friends;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class RelationStoreTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private const int Anna = 720_001;
    private const int Bert = 720_002;
    private const int Carl = 720_003;

    private readonly IRelationStore _store = database.Get<IRelationStore>();

    [Fact]
    public async Task What_two_keep_of_each_other_is_read_together_and_listed_apart()
    {
        var blocked = new Relation(Anna, Carl, IsBlocked: true);
        var noted = new Relation(Anna, Bert, ExtRemark: "{\"description\":\"tall\"}");
        var back = new Relation(Bert, Anna, IsBlocked: true);
        await SaveAsync(noted with { IsBlocked = true }, noted, blocked, back, new Relation(Carl, Anna));

        Assert.Equal([noted, back], (await _store.LoadAsync(Bert, Anna, CancellationToken.None)).OrderBy(one => one.UserId));
        Assert.Equal([blocked, noted], (await _store.ListAsync(Anna, CancellationToken.None)).AsEnumerable());
        Assert.Empty(await _store.ListAsync(Carl, CancellationToken.None));
        Assert.Empty(await _store.LoadAsync(Bert, Carl, CancellationToken.None));
    }

    private async Task SaveAsync(params Relation[] relations)
    {
        foreach (var relation in relations)
        {
            await _store.SaveAsync(relation, CancellationToken.None);
        }
    }
}
