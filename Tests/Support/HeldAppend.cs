using OrleansChat.Conversations;

namespace OrleansChat.Tests.Support;

/// <summary>An append whose outcome a test decides.</summary>
internal sealed class HeldAppend(LogBatch batch, Func<LogBatch, AppendOutcome> store)
    : TaskCompletionSource<AppendOutcome>
{
    public LogBatch Batch { get; } = batch;

    /// <summary>What the database would say.</summary>
    public void Store() => SetResult(store(Batch));

    /// <summary>Committed, but the answer is lost.</summary>
    public void StoreAndFail()
    {
        store(Batch);
        Fail();
    }

    /// <summary>Not committed, and there is no answer.</summary>
    public void Fail() => SetException(new LogUnavailableException("The connection was lost."));

    public void Answer(AppendOutcome outcome) => SetResult(outcome);
}
