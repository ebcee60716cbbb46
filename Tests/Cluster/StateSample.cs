using Orleans.Runtime;
using Orleans.Storage;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Cluster;

/// <summary>A state of the product with something in every property, written and read by the storage of
/// Orleans.</summary>
internal sealed class StateSample<T>(string name, T value) : IStateSample
{
    public string Name => name;

    public byte[] Payload => StateSerializer.Serialize(value);

    public async Task<string?> WriteAsync(IGrainStorage storage, GrainId grain, string? etag)
    {
        var state = new GrainState<T>(value, etag) { RecordExists = etag is not null };
        await storage.WriteStateAsync(name, grain, state);
        return state.ETag;
    }

    public async Task<string?> ClearAsync(IGrainStorage storage, GrainId grain, string etag)
    {
        var state = new GrainState<T>(value, etag) { RecordExists = true };
        await storage.ClearStateAsync(name, grain, state);
        return state.ETag;
    }

    public async Task<(byte[] Payload, string? Etag, bool Exists)> ReadAsync(IGrainStorage storage, GrainId grain)
    {
        var state = new GrainState<T>();
        await storage.ReadStateAsync(name, grain, state);
        return (StateSerializer.Serialize(state.State), state.ETag, state.RecordExists);
    }

    public byte[] New() => StateSerializer.Serialize(Activator.CreateInstance<T>());
}
