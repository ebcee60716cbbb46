using System.Collections.Immutable;
using OrleansChat.Inbox;

namespace OrleansChat.Silo.Storage;

/// <summary>One user's positions on their way to a commit.</summary>
internal sealed class PositionRequest(int userId, ImmutableArray<ReadPosition> positions, long startedAt)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal int UserId { get; } = userId;

    internal ImmutableArray<ReadPosition> Positions { get; } = positions;

    /// <summary>A timestamp of the <see cref="TimeProvider"/>.</summary>
    internal long StartedAt { get; } = startedAt;
}
