using System.Globalization;
using Orleans.Runtime;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Silo.Embedded;

/// <summary>One named state of one grain. The ETag is the version of its row.</summary>
internal sealed class PersistentState<TState>(string stateName, GrainId grain, IGrainStateStore store)
    : IPersistentState<TState>, IStateFacet
{
    private int? _version;

    public TState State { get; set; } = Activator.CreateInstance<TState>();

    public string? Etag => _version?.ToString(CultureInfo.InvariantCulture);

    public bool RecordExists { get; private set; }

    public async Task ReadStateAsync()
    {
        var row = await store.ReadAsync(stateName, grain, CancellationToken.None);
        State = row.Payload is { } payload
            ? StateSerializer.Deserialize<TState>(payload)
            : Activator.CreateInstance<TState>();
        RecordExists = row.Version is not null; // also when it was cleared, as Orleans has it
        _version = row.Version;
    }

    public async Task WriteStateAsync()
    {
        _version = await store.WriteAsync(stateName, grain, StateSerializer.Serialize(State), _version);
        RecordExists = true;
    }

    public async Task ClearStateAsync()
    {
        if (_version is not null)
        {
            _version = await store.WriteAsync(stateName, grain, payload: null, _version);
        }

        State = Activator.CreateInstance<TState>();
        RecordExists = false;
    }
}
