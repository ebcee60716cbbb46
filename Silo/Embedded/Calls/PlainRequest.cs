namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>A call of a method without a result.</summary>
internal abstract class PlainRequest : Request
{
    private TaskCompletionSource? _promise;

    public override bool IsAnswered => _promise?.Task.IsCompleted is true;

    public override Task Promise =>
        (_promise ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public override Task Faulted(Exception exception) => Task.FromException(exception);

    public override void Fail(Exception exception) => _promise?.TrySetException(exception);

    protected override void TrySettle(Task finished) => _promise?.TrySetFromTask(finished);

    protected override void Cancel() => _promise?.TrySetCanceled(Cancellation);
}
