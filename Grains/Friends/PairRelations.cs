using System.Collections.Immutable;
using OrleansChat.Errors;

namespace OrleansChat.Friends;

/// <summary>What the two of a pair keep of each other, in memory as in the store.</summary>
internal sealed class PairRelations(IRelationStore store, ImmutableArray<Relation> stored, Action giveUp)
{
    private readonly Dictionary<int, Relation> _byUser = stored.ToDictionary(relation => relation.UserId);

    public Relation Of(int userId, int otherId) =>
        _byUser.GetValueOrDefault(userId) ?? new Relation(userId, otherId);

    /// <summary>Whether a user wants to hear nothing from the other.</summary>
    public bool HasBlocked(int userId) => _byUser.TryGetValue(userId, out var relation) && relation.IsBlocked;

    public async Task<ChatError> SetAsync(Relation before, RelationEdit edit, CancellationToken cancellation)
    {
        var relation = before with
        {
            IsBlocked = edit.IsBlocked ?? before.IsBlocked,
            ExtRemark = edit.ExtRemark ?? before.ExtRemark,
            Follows = edit.Follows ?? before.Follows,
        };
        try
        {
            await store.SaveAsync(relation, cancellation);
        }
        catch // stored or not: the next activation reads which
        {
            giveUp();
            throw;
        }

        _byUser[relation.UserId] = relation;
        return ChatError.None;
    }
}
