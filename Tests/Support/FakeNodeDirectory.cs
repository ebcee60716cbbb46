using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansChat.Fanout;

namespace OrleansChat.Tests.Support;

/// <summary>Remembers every lease.</summary>
internal sealed class FakeNodeDirectory : INodeDirectoryGrain
{
    public ConcurrentQueue<string> Leases { get; } = new();

    public Task LeaseAsync(string node, CancellationToken cancellation)
    {
        Leases.Enqueue(node);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> ListAsync(CancellationToken cancellation) =>
        Task.FromResult(Leases.Distinct().ToImmutableArray());
}
