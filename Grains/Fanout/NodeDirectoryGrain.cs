using System.Collections.Immutable;
using Orleans.Runtime;
using OrleansChat.Presence;

namespace OrleansChat.Fanout;

[GrainType("node-directory")]
internal sealed class NodeDirectoryGrain(TimeProvider clock, IFanout fanout) : Grain, INodeDirectoryGrain
{
    private readonly Leases<string, bool> _nodes = new(clock);

    public Task LeaseAsync(string node, CancellationToken cancellation)
    {
        _nodes.Renew(node, true);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> ListAsync(CancellationToken cancellation) => Task.FromResult(_nodes.Keys);

    /// <summary>Forgetting is announced: the nodes say again that they are there, to the next activation.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        fanout.AnnounceAsync(_nodes.Keys, Forgetting.Of("", userId: 0, clock));
}
