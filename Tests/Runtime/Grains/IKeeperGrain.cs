using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansChat.Tests.Runtime.Grains;

/// <summary>Keeps a state.</summary>
[Alias("test.keeper")]
public interface IKeeperGrain : IGrainWithStringKey
{
    [Alias("put")]
    Task PutAsync(string name, int value, CancellationToken cancellation);

    [Alias("put-at-gate")]
    Task PutAtGateAsync(string name, string gate, CancellationToken cancellation);

    [Alias("get")]
    Task<ImmutableDictionary<string, int>> GetAsync();

    [Alias("names")]
    Task<ImmutableArray<string>> NamesAsync();

    [Alias("etag")]
    Task<string?> EtagAsync();

    [Alias("exists")]
    Task<bool> ExistsAsync();

    [Alias("clear")]
    Task ClearAsync();

    [Alias("write-in-peace")]
    Task<string> TryPutAsync(string name);

    [Alias("peek"), AlwaysInterleave]
    Task<int> PeekAsync();

    [Alias("leave")]
    Task LeaveAsync();
}
