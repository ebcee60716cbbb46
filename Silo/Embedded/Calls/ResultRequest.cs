namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>A call of a method with a result.</summary>
internal abstract class ResultRequest<T> : Request
{
    private TaskCompletionSource<T>? _promise;

    public override bool IsAnswered => _promise?.Task.IsCompleted is true;

    public override Task Promise =>
        (_promise ??= new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public override Task Faulted(Exception exception) => Task.FromException<T>(exception);

    public override void Fail(Exception exception) => _promise?.TrySetException(exception);

    protected override void TrySettle(Task finished) => _promise?.TrySetFromTask((Task<T>)finished);

    protected override void Cancel() => _promise?.TrySetCanceled(Cancellation);
}
