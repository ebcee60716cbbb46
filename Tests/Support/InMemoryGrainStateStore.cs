using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Support;

/// <summary>Rows of grain state in memory, with the version rule of the real ones.</summary>
public sealed class InMemoryGrainStateStore : IGrainStateStore
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), GrainStateRow> _rows = new();

    public Task<GrainStateRow> ReadAsync(string stateName, GrainId grain, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(_rows.GetValueOrDefault((stateName, grain), new GrainStateRow(null, null)));
    }

    public Task<int> WriteAsync(string stateName, GrainId grain, byte[]? payload, int? expectedVersion)
    {
        var key = (stateName, grain);
        var next = new GrainStateRow(payload, (expectedVersion ?? 0) + 1);
        var stored = _rows.TryGetValue(key, out var row) ? row : null;
        var isWritten = stored?.Version == expectedVersion
            && (stored is null ? _rows.TryAdd(key, next) : _rows.TryUpdate(key, next, stored));
        return isWritten
            ? Task.FromResult(next.Version!.Value)
            : Task.FromException<int>(new InconsistentStateException(
                $"The state {stateName} of {grain} was written by somebody else.", Text(stored?.Version), Text(expectedVersion)));
    }

    private static string? Text(int? version) => version?.ToString(CultureInfo.InvariantCulture);
}
