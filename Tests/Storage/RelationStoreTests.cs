using OrleansChat.Friends;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class RelationStoreTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private const int Anna = 720_001;
    private const int Bert = 720_002;
    private const int Carl = 720_003;
    private const int Dora = 720_004;
    private const int Emil = 720_005;
    private const int Fritz = 720_006;
    private const int Gert = 720_007;

    private readonly IRelationStore _store = database.Get<IRelationStore>();

    [Fact]
    public async Task What_two_keep_of_each_other_is_read_together_and_listed_apart()
    {
        var blocked = new Relation(Anna, Carl, IsBlocked: true);
        var noted = new Relation(Anna, Bert, ExtRemark: "{\"description\":\"tall\"}");
        var back = new Relation(Bert, Anna, IsBlocked: true);
        var followed = new Relation(Anna, Dora, Follows: true);
        await SaveAsync(
            noted with { IsBlocked = true, Follows = true }, noted, blocked, back, followed, new Relation(Carl, Anna));

        Assert.Equal([noted, back], (await _store.LoadAsync(Bert, Anna, CancellationToken.None)).OrderBy(one => one.UserId));
        Assert.Equal([blocked, noted, followed], (await _store.ListAsync(Anna, CancellationToken.None)).AsEnumerable());
        Assert.Empty(await _store.ListAsync(Carl, CancellationToken.None));
        Assert.Empty(await _store.LoadAsync(Bert, Carl, CancellationToken.None));
    }

    [Fact]
    public async Task Who_has_blocked_one_is_found_among_many()
    {
        await SaveAsync(
            new Relation(Dora, Emil, IsBlocked: true), new Relation(Fritz, Emil, ExtRemark: "{}"),
            new Relation(Emil, Fritz, IsBlocked: true), new Relation(Gert, Emil, IsBlocked: true));

        var blockers = await _store.BlockersAsync(
            Emil, [Dora, Fritz, .. Enumerable.Range(1, 500)], CancellationToken.None);

        Assert.Equal([Dora], blockers.AsEnumerable()); // Gert was not asked about
        Assert.Empty(await _store.BlockersAsync(Dora, [Emil, Fritz], CancellationToken.None));
    }

    private async Task SaveAsync(params Relation[] relations)
    {
        foreach (var relation in relations)
        {
            await _store.SaveAsync(relation, CancellationToken.None);
        }
    }
}
