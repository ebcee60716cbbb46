using Orleans.Runtime;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Support;

/// <summary>Grain state in memory whose writes can fail, be lost after they were stored, or wait.</summary>
internal sealed class FaultyStateStore : IGrainStateStore
{
    private readonly InMemoryGrainStateStore _rows = new();
    private TaskCompletionSource? _gate;

    /// <summary>Only writes of this state fail; null: none does.</summary>
    public string? FailingState { get; set; }

    /// <summary>Whether the write that fails is stored all the same.</summary>
    public bool FailsAfterStoring { get; set; }

    public int Writes { get; private set; }

    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        var gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    public Task<GrainStateRow> ReadAsync(string stateName, GrainId grain, CancellationToken cancellation) =>
        _rows.ReadAsync(stateName, grain, cancellation);

    public async Task<int> WriteAsync(string stateName, GrainId grain, byte[]? payload, int? expectedVersion)
    {
        Writes++;
        if (_gate is { } gate)
        {
            await gate.Task;
        }

        var isFailing = FailingState == stateName;
        if (isFailing && !FailsAfterStoring)
        {
            throw new OrleansException("The database does not answer.");
        }

        var version = await _rows.WriteAsync(stateName, grain, payload, expectedVersion);
        return isFailing ? throw new OrleansException("The answer was lost.") : version;
    }
}
