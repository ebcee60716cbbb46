using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>Who is told what happens in a conversation.</summary>
internal interface IAudience
{
    /// <summary>The users to name in a delivery; empty for all who listen to the conversation.</summary>
    ImmutableArray<int> Users { get; }

    /// <summary>The nodes to tell.</summary>
    ValueTask<ImmutableArray<string>> NodesAsync();

    /// <summary>Members changed, as was committed just now.</summary>
    /// <param name="changes">In order; there may be none.</param>
    /// <param name="members">Everybody who is in the conversation now.</param>
    void Changed(ImmutableArray<MemberChange> changes, MemberSet members);
}
