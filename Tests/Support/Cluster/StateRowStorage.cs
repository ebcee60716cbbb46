using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Support.Cluster;

/// <summary>Grain state of Orleans in the rows of <see cref="IGrainStateStore"/>. The ETag is the version.</summary>
internal sealed class StateRowStorage(IGrainStateStore store) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await store.ReadAsync(stateName, grainId, CancellationToken.None);
        grainState.State = row.Payload is { } payload
            ? StateSerializer.Deserialize<T>(payload)
            : Activator.CreateInstance<T>();
        grainState.ETag = row.Version?.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = row.Version is not null; // also when it was cleared, as Orleans has it
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = StateSerializer.Serialize(grainState.State);
        await WriteAsync(stateName, grainId, payload, grainState);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is not null)
        {
            await WriteAsync(stateName, grainId, payload: null, grainState);
        }

        grainState.State = Activator.CreateInstance<T>();
        grainState.RecordExists = false;
    }

    private async Task WriteAsync<T>(string stateName, GrainId grain, byte[]? payload, IGrainState<T> state)
    {
        int? expected = state.ETag is { } etag ? int.Parse(etag, CultureInfo.InvariantCulture) : null;
        var version = await store.WriteAsync(stateName, grain, payload, expected);
        state.ETag = version.ToString(CultureInfo.InvariantCulture);
    }
}
