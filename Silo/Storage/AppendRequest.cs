using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>One conversation's batch on its way through a <see cref="LogWriter"/>, and whoever waits for it.</summary>
internal sealed class AppendRequest(LogBatch batch, long startedAt)
    : TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal LogBatch Batch { get; } = batch;

    /// <summary>A timestamp of the <see cref="TimeProvider"/>.</summary>
    internal long StartedAt { get; } = startedAt;

    /// <summary>Whether an earlier try may have been committed without our learning of it.</summary>
    internal bool IsDoubtful { get; set; }

    /// <summary>Whether clients chose some of the message ids.</summary>
    internal bool HasOwnIds { get; } = batch.Messages.Any(message => message.HasOwnId);

    internal bool IsPlain => Batch.Changes.IsEmpty && Batch.Application is null && Batch.Recalls.IsEmpty;
}
