using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>Who is told what happens in a conversation.</summary>
internal interface IAudience
{
    /// <summary>The users to name in a delivery; empty for all who listen to the conversation.</summary>
    ImmutableArray<int> Users { get; }

    /// <summary>The nodes to tell.</summary>
    ValueTask<ImmutableArray<string>> NodesAsync();
}
