using Orleans.Streams;

namespace OrleansChat.Tests.Runtime;

/// <summary>Takes nothing until it is released.</summary>
internal sealed class OrleansHeldListener : IAsyncObserver<string>
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _heard;

    public int Heard => Volatile.Read(ref _heard);

    public void Release() => _released.SetResult();

    public async Task OnNextAsync(string item, StreamSequenceToken? token = null)
    {
        await _released.Task;
        Interlocked.Increment(ref _heard);
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
