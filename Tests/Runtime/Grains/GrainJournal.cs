using System.Collections.Concurrent;

namespace OrleansChat.Tests.Runtime.Grains;

/// <summary>What the test grains saw, shared with the test: grains run in the test's process under both
/// runtimes.</summary>
public sealed class GrainJournal
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _written = new();
    private int _activations;

    public IReadOnlyCollection<string> Lines => _lines;

    public int Activations => Volatile.Read(ref _activations);

    public int NextActivation() => Interlocked.Increment(ref _activations);

    public void Write(string line)
    {
        _lines.Enqueue(line);
        Signal(_written, line).TrySetResult();
    }

    /// <summary>Until the line was written once.</summary>
    public async Task UntilAsync(string line)
    {
        try
        {
            await Signal(_written, line).Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Waited for '{line}', saw: {string.Join("; ", _lines)}", late);
        }
    }

    /// <summary>Where a grain waits for the test; open gates stay open.</summary>
    public Task GateAsync(string gate) => Signal(_gates, gate).Task;

    public void Open(string gate) => Signal(_gates, gate).TrySetResult();

    private static TaskCompletionSource Signal(ConcurrentDictionary<string, TaskCompletionSource> all, string name) =>
        all.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
