using Orleans.Runtime;
using Orleans.Storage;
using OrleansChat.Conversations;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Silo.Cluster;

/// <summary>A grain storage over PostgreSQL whose silence is a <see cref="LogUnavailableException"/>, as in the
/// product's own stores.</summary>
/// <remarks>Orleans hands on its own exceptions as they are and wraps others. A state that cannot be read fails an
/// activation, and no call filter would see that; what is thrown here is what the caller gets.</remarks>
internal sealed class GuardedGrainStorage(IGrainStorage storage) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        GuardAsync(storage.ReadStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        GuardAsync(storage.WriteStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        GuardAsync(storage.ClearStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle)
    {
        if (storage is ILifecycleParticipant<ISiloLifecycle> participant)
        {
            participant.Participate(lifecycle);
        }
    }

    private static Task GuardAsync(Task work) => work.IsCompletedSuccessfully
        ? work
        : StorageFaults.GuardAsync(async () =>
        {
            await work;
            return true;
        });
}
