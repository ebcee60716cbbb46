using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansChat.Friends;

namespace OrleansChat.Tests.Support;

/// <summary>What users keep of each other, in memory.</summary>
internal sealed class MemoryRelationStore : IRelationStore
{
    private readonly ConcurrentDictionary<(int User, int Other), Relation> _rows = new();

    public Task<ImmutableArray<Relation>> LoadAsync(int one, int other, CancellationToken cancellation) => Task.FromResult(
        _rows.Values
            .Where(row => (row.UserId, row.OtherId) == (one, other) || (row.UserId, row.OtherId) == (other, one))
            .ToImmutableArray());

    public Task SaveAsync(Relation relation, CancellationToken cancellation)
    {
        _rows[(relation.UserId, relation.OtherId)] = relation;
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<Relation>> ListAsync(int userId, CancellationToken cancellation) => Task.FromResult(
        _rows.Values
            .Where(row => row.UserId == userId && (row.IsBlocked || row.ExtRemark.Length > 0 || row.Follows))
            .OrderByDescending(row => row.IsBlocked)
            .ThenByDescending(row => row.ExtRemark.Length > 0)
            .ThenBy(row => row.OtherId)
            .ToImmutableArray());

    public Task<ImmutableArray<int>> BlockersAsync(
        int userId, ImmutableArray<int> others, CancellationToken cancellation) => Task.FromResult(
        _rows.Values
            .Where(row => row.OtherId == userId && row.IsBlocked && others.Contains(row.UserId))
            .Select(row => row.UserId)
            .ToImmutableArray());
}
