using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>The answer of <see cref="IMessageLog.AppendAsync"/>.</summary>
/// <param name="Result">What became of the batch.</param>
/// <param name="Existing">For <see cref="AppendResult.Duplicate"/>: the rows stored earlier under the same client
/// message ids, and those of any conversation that have the same message ids.</param>
public sealed record AppendOutcome(AppendResult Result, ImmutableArray<ChatMessage> Existing)
{
    /// <summary>Every row is durable.</summary>
    public static AppendOutcome Committed { get; } = new(AppendResult.Committed, []);

    /// <summary>Another activation has taken a place.</summary>
    public static AppendOutcome Conflict { get; } = new(AppendResult.Conflict, []);
}
