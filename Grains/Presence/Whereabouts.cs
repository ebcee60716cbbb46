using System.Collections.Immutable;
using OrleansChat.Fanout;

namespace OrleansChat.Presence;

/// <summary>Finds the nodes that hold sockets of users, and tells them things.</summary>
internal static class Whereabouts
{
    public static async Task<ImmutableArray<string>> NodesOfAsync(this IGrainFactory grains, ImmutableArray<int> users)
    {
        var nodes = await Task.WhenAll(
            users.Select(user => grains.GetGrain<IPresenceGrain>(user).NodesAsync(CancellationToken.None)));
        return [.. nodes.SelectMany(each => each).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Tells the sockets of some users what happened in a conversation, or apart from any (an empty
    /// key).</summary>
    public static async Task TellAsync(
        this IFanout fanout,
        IGrainFactory grains,
        string conversation,
        ImmutableArray<int> users,
        params ImmutableArray<Notice> notices)
    {
        var delivery = new Delivery(conversation, users, [], notices);
        await fanout.AnnounceAsync(await grains.NodesOfAsync(users), delivery);
    }
}
