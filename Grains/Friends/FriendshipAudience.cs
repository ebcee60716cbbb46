using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Presence;

namespace OrleansChat.Friends;

/// <summary>The two users of a direct conversation, wherever they are connected.</summary>
/// <remarks>Both are asked at once, and neither's silence hides the other.</remarks>
internal sealed class FriendshipAudience(IGrainFactory grains, ConversationParts parts, int lower, int higher)
    : IAudience
{
    /// <summary>How long a message waits for a presence; after it the nodes that were named last are told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Whereabout _lower = new(grains.GetGrain<IPresenceGrain>(lower), parts.Logger);
    private readonly Whereabout _higher = new(grains.GetGrain<IPresenceGrain>(higher), parts.Logger);

    public ImmutableArray<int> Users { get; } = [lower, higher];

    public async ValueTask<ImmutableArray<string>> NodesAsync()
    {
        var (ofLower, ofHigher) = (_lower.AskAsync(), _higher.AskAsync());
        if (!ofLower.IsCompleted || !ofHigher.IsCompleted)
        {
            await Task.WhenAll(ofLower, ofHigher).WaitAsync(Patience, parts.Clock).OrLostAsync(parts.Logger);
        }

        var (one, other) = (_lower.Nodes, _higher.Nodes);
        return one.IsEmpty ? other
            : other.IsEmpty || one.AsSpan().SequenceEqual(other.AsSpan()) ? one
            : [.. one.Union(other, StringComparer.Ordinal)];
    }
}
