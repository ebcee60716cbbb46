using System.Threading.Channels;
using OrleansChat.Silo.Cluster.Streams;

namespace OrleansChat.Tests.Runtime;

/// <summary>The end of a stream in a process that fails at first and then takes what it is given.</summary>
internal sealed class OrleansRemoteObserver(int failures) : IPushObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<long> _calls = Channel.CreateUnbounded<long>();
    private readonly Channel<PushBatch<string>> _taken = Channel.CreateUnbounded<PushBatch<string>>();
    private int _failures = failures;

    public async Task<bool> PushAsync<T>(PushBatch<T> batch)
    {
        await _calls.Writer.WriteAsync(batch.Number);
        if (_failures-- > 0)
        {
            throw new InvalidOperationException("not yet");
        }

        await _taken.Writer.WriteAsync((PushBatch<string>)(object)batch);
        return true;
    }

    /// <summary>The number in the next call, whether it failed or not.</summary>
    public async Task<long> CallAsync() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The next batch that was taken.</summary>
    public async Task<PushBatch<string>> TakenAsync() => await _taken.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
