using System.Collections.Immutable;
using Npgsql;
using OrleansChat.Friends;

namespace OrleansChat.Silo.Storage;

/// <summary>What users keep of each other, in the table <c>relation</c>.</summary>
public sealed class PostgresRelationStore(NpgsqlDataSource source) : IRelationStore
{
    private const long MaxListed = 10_000;

    public Task<ImmutableArray<Relation>> LoadAsync(int one, int other, CancellationToken cancellation) =>
        ReadAsync(source.CreateCommand(Sql.Named("load_relations")).With(one).With(other), cancellation);

    public Task SaveAsync(Relation relation, CancellationToken cancellation)
    {
        StorageText.Ensure(relation.ExtRemark, "remark");
        return StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("save_relation"))
                .With(relation.UserId).With(relation.OtherId).With(relation.IsBlocked).With(relation.ExtRemark)
                .With(relation.Follows);
            return await command.ExecuteNonQueryAsync(cancellation);
        });
    }

    public Task<ImmutableArray<Relation>> ListAsync(int userId, CancellationToken cancellation) =>
        ReadAsync(source.CreateCommand(Sql.Named("list_relations")).With(userId).With(MaxListed), cancellation);

    public Task<ImmutableArray<int>> BlockersAsync(
        int userId, ImmutableArray<int> others, CancellationToken cancellation) => StorageFaults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(Sql.Named("list_blockers"))
                .With(userId).With(others.ToArray());
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var blockers = ImmutableArray.CreateBuilder<int>();
            while (await reader.ReadAsync(cancellation))
            {
                blockers.Add(reader.GetInt32(0));
            }

            return blockers.DrainToImmutable();
        });

    private static Task<ImmutableArray<Relation>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation) =>
        StorageFaults.GuardAsync(async () =>
        {
            await using (command)
            {
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var relations = ImmutableArray.CreateBuilder<Relation>();
                while (await reader.ReadAsync(cancellation))
                {
                    relations.Add(new Relation(
                        reader.GetInt32(0),
                        reader.GetInt32(1),
                        reader.GetBoolean(2),
                        reader.GetString(3),
                        reader.GetBoolean(4)));
                }

                return relations.DrainToImmutable();
            }
        });
}
