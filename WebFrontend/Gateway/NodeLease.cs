using OrleansChat.Fanout;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Says that this node holds sockets, so that it hears what everybody is told: before the first of them, and
/// again before the lease ends.</summary>
internal sealed class NodeLease(
    IGrainFactory grains, INode node, GrainRetries retries, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private volatile bool _isLeased;

    /// <summary>A socket comes. Never fails: what is not leased is leased with a later round.</summary>
    public ValueTask OpenAsync() => _isLeased ? ValueTask.CompletedTask : AskAsync();

    /// <summary>Renews the lease. Never fails.</summary>
    public async Task RenewAsync()
    {
        try
        {
            await LeaseAsync().WaitAsync(Patience, clock);
            _isLeased = true;
        }
        catch (Exception fault)
        {
            GatewayLog.LeaseFailed(logger, fault, "everybody");
        }
    }

    private async ValueTask AskAsync()
    {
        var leased = await retries.AskValueAsync(
            this,
            static async one =>
            {
                await one.LeaseAsync();
                return true;
            },
            GrainRetries.ForOthers,
            CancellationToken.None);
        _isLeased |= leased.Ok;
    }

    private Task LeaseAsync() =>
        grains.GetGrain<INodeDirectoryGrain>(INodeDirectoryGrain.Key).LeaseAsync(node.Name, CancellationToken.None);
}
