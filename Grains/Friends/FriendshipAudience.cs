using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Presence;

namespace OrleansChat.Friends;

/// <summary>The two users of a direct conversation, wherever they are connected.</summary>
/// <remarks>Their presences are asked when they are not known, both at once, and neither's silence hides the other.
/// </remarks>
internal sealed class FriendshipAudience(IGrainFactory grains, ConversationParts parts, int lower, int higher)
    : IAudience
{
    /// <summary>How long a message waits for a presence; after it the nodes that were named last are told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Whereabout _lower = Of(grains, parts, lower, higher, lower);
    private readonly Whereabout _higher = Of(grains, parts, lower, higher, higher);

    public ImmutableArray<int> Users { get; } = [lower, higher];

    public async ValueTask<ImmutableArray<string>> NodesAsync()
    {
        if (!_lower.IsKnown || !_higher.IsKnown)
        {
            var (ofLower, ofHigher) = (_lower.AskAsync(), _higher.AskAsync());
            if (!ofLower.IsCompleted || !ofHigher.IsCompleted)
            {
                await Task.WhenAll(ofLower, ofHigher).WaitAsync(Patience, parts.Clock).OrLostAsync(parts.Logger);
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
    public void TakeBack(int userId) => (userId == lower ? _lower : _higher).TakeBack();

    private static Whereabout Of(IGrainFactory grains, ConversationParts parts, int lower, int higher, int user) =>
        new(grains.GetGrain<IPresenceGrain>(user), ConversationKey.Pair(lower, higher), parts.Clock, parts.Logger);
}
