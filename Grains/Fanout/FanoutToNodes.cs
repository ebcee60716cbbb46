using System.Collections.Immutable;

namespace OrleansChat.Fanout;

/// <summary>The same delivery to several nodes.</summary>
internal static class FanoutToNodes
{
    public static async Task AnnounceAsync(this IFanout fanout, ImmutableArray<string> nodes, Delivery delivery)
    {
        foreach (var node in nodes)
        {
            await fanout.AnnounceAsync(node, delivery);
        }
    }
}
