namespace OrleansChat.Tests.Support;

/// <summary>Runs code as a grain does: one turn at a time, and nothing between the turns that the test did not ask
/// for.</summary>
internal sealed class Turns : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Continue, object? State)> _ready = [];

    public override void Post(SendOrPostCallback d, object? state) => _ready.Enqueue((d, state));

    /// <summary>Calls, then runs every turn that became ready, until nothing can go on by itself.</summary>
    public T Run<T>(Func<T> call)
    {
        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            var result = call();
            while (_ready.TryDequeue(out var turn))
            {
                turn.Continue(turn.State);
            }

            return result;
        }
        finally
        {
            SetSynchronizationContext(outside);
        }
    }

    public void Run(Action call) => Run(() =>
    {
        call();
        return true;
    });
}
