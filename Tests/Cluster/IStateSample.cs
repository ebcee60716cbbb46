using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansChat.Tests.Cluster;

/// <summary>A state of the product, whatever its type is.</summary>
internal interface IStateSample
{
    string Name { get; }

    /// <summary>What the embedded runtime stores for it.</summary>
    byte[] Payload { get; }

    /// <summary>What the embedded runtime would store for a new one.</summary>
    byte[] New();

    Task<string?> WriteAsync(IGrainStorage storage, GrainId grain, string? etag);

    Task<string?> ClearAsync(IGrainStorage storage, GrainId grain, string etag);

    Task<(byte[] Payload, string? Etag, bool Exists)> ReadAsync(IGrainStorage storage, GrainId grain);
}
