using System.Collections.Immutable;
using System.Diagnostics;
using OrleansChat.Friends;

namespace OrleansChat.Conversations;

/// <summary>What is written for one conversation in one transaction.</summary>
/// <param name="Conversation">Whose rows.</param>
/// <param name="Messages">Consecutive places, in order, at least one.</param>
/// <param name="Changes">Membership changes at those places; mostly none.</param>
/// <param name="Application">A friend application to store with them, or null.</param>
public sealed record LogBatch(
    string Conversation,
    ImmutableArray<ChatMessage> Messages,
    ImmutableArray<MemberChange> Changes,
    FriendApplication? Application = null)
{
    /// <summary>Ids of earlier messages of the conversation that lose their bodies with these rows; mostly none.</summary>
    public ImmutableArray<long> Recalls { get; init; } = [];

    /// <summary>The recorded calls that the rows come from: a batch belongs to many traces. Mostly none.</summary>
    public ImmutableArray<ActivityContext> Traces { get; init; } = [];
}
