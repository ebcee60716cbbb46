using System.Collections.Immutable;

namespace OrleansChat.Silo.Storage;

/// <summary>What one user's cursors learn, on its way to a commit.</summary>
internal sealed class CursorRequest<T>(int userId, ImmutableArray<T> items, long startedAt)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal int UserId { get; } = userId;

    internal ImmutableArray<T> Items { get; } = items;

    /// <summary>A timestamp of the <see cref="TimeProvider"/>.</summary>
    internal long StartedAt { get; } = startedAt;
}
