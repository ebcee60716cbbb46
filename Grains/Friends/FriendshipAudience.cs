using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Presence;

namespace OrleansChat.Friends;

/// <summary>The two users of a direct conversation, wherever they are connected.</summary>
internal sealed class FriendshipAudience(IGrainFactory grains, int lower, int higher) : IAudience
{
    private readonly IPresenceGrain _lower = grains.GetGrain<IPresenceGrain>(lower);
    private readonly IPresenceGrain _higher = grains.GetGrain<IPresenceGrain>(higher);

    public ImmutableArray<int> Users { get; } = [lower, higher];

    public async ValueTask<ImmutableArray<string>> NodesAsync()
    {
        var one = await _lower.NodesAsync(CancellationToken.None);
        var other = await _higher.NodesAsync(CancellationToken.None);
        return one.IsEmpty ? other
            : other.IsEmpty || one.AsSpan().SequenceEqual(other.AsSpan()) ? one
            : [.. one.Union(other, StringComparer.Ordinal)];
    }
}
