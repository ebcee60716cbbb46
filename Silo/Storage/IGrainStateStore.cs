using Orleans.Runtime;

namespace OrleansChat.Silo.Storage;

/// <summary>Rows of the table <c>OrleansStorage</c>: what <c>Microsoft.Orleans.Persistence.AdoNet</c> writes and reads,
/// byte for byte.</summary>
public interface IGrainStateStore
{
    /// <summary>The payload and version of a state; nulls when there is no row. A cleared row has a version and no
    /// payload.</summary>
    Task<GrainStateRow> ReadAsync(string stateName, GrainId grain, CancellationToken cancellation);

    /// <summary>Stores a payload; null clears it.</summary>
    /// <param name="stateName">The name given in <c>[PersistentState]</c>.</param>
    /// <param name="grain">Whose state.</param>
    /// <param name="payload">JSON in UTF-8, or null.</param>
    /// <param name="expectedVersion">The version that was read; null when there was no row.</param>
    /// <returns>The new version.</returns>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else wrote in between.</exception>
    Task<int> WriteAsync(string stateName, GrainId grain, byte[]? payload, int? expectedVersion);
}
