using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Presence;

namespace OrleansChat.Friends;

/// <summary>The two users of a direct conversation, or the one who talks to himself, wherever they are
/// connected.</summary>
/// <remarks>Their presences are asked when they are not known, both at once, and neither's silence hides the other.
/// </remarks>
internal sealed class FriendshipAudience : IAudience
{
    /// <summary>How long a message waits for a presence; after it the nodes that were named last are told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConversationParts _parts;
    private readonly Whereabout _lower;
    private readonly Whereabout _higher;

    public FriendshipAudience(IGrainFactory grains, ConversationParts parts, int lower, int higher)
    {
        _parts = parts;
        Users = lower == higher ? [lower] : [lower, higher];
        var watcher = ConversationKey.Pair(lower, higher);
        Whereabout Of(int user) => new(grains.GetGrain<IPresenceGrain>(user), watcher, parts.Clock, parts.Logger);
        _lower = Of(lower);
        _higher = lower == higher ? _lower : Of(higher);
    }

    /// <summary>The lower id first; one alone when he talks to himself.</summary>
    public ImmutableArray<int> Users { get; }

    public async ValueTask<ImmutableArray<string>> NodesAsync()
    {
        if (!_lower.IsKnown || !_higher.IsKnown)
        {
            var ofLower = _lower.AskAsync();
            var ofHigher = Users.Length == 1 ? ofLower : _higher.AskAsync();
            if (!ofLower.IsCompleted || !ofHigher.IsCompleted)
            {
                await Task.WhenAll(ofLower, ofHigher).WaitAsync(Patience, _parts.Clock).OrLostAsync(_parts.Logger);
            }
        }

        var (one, other) = (_lower.Nodes, _higher.Nodes);
        return one.IsEmpty ? other
            : other.IsEmpty || one.AsSpan().SequenceEqual(other.AsSpan()) ? one
            : [.. one.Union(other, StringComparer.Ordinal)];
    }

    /// <summary>The two hear of everything, friends or not.</summary>
    public void Changed(ImmutableArray<MemberChange> changes, MemberSet members)
    {
    }

    /// <summary>One of the two is somewhere else now.</summary>
    public void TakeBack(int userId) => (userId == Users[0] ? _lower : _higher).TakeBack();
}
