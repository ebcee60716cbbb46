using System.Collections.Immutable;

namespace OrleansChat.Friends;

/// <summary>What users keep of each other: one row for each of the two who has anything to keep.</summary>
public interface IRelationStore
{
    /// <summary>The rows of two users about each other, none to two.</summary>
    Task<ImmutableArray<Relation>> LoadAsync(int one, int other, CancellationToken cancellation);

    /// <summary>Inserts or replaces a row.</summary>
    Task SaveAsync(Relation relation, CancellationToken cancellation);

    /// <summary>What a user keeps of others, those he blocked first, then those with notes, at most 10,000.</summary>
    Task<ImmutableArray<Relation>> ListAsync(int userId, CancellationToken cancellation);

    /// <summary>Those of these users who have blocked one.</summary>
    Task<ImmutableArray<int>> BlockersAsync(int userId, ImmutableArray<int> others, CancellationToken cancellation);
}
