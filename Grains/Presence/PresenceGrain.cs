using System.Collections.Immutable;
using Orleans.Runtime;
using OrleansChat.Errors;
using OrleansChat.Fanout;

namespace OrleansChat.Presence;

[GrainType("presence")]
internal sealed class PresenceGrain(TimeProvider clock, IFanout fanout) : Grain, IPresenceGrain
{
    private readonly Leases<string, Connection> _connectionById = new(clock);
    private ImmutableArray<string> _counted = [];
    private ImmutableArray<string> _nodes = [];

    public Task<ChatError> ConnectAsync(Connection connection, CancellationToken cancellation)
    {
        var open = _connectionById.Keys;
        if (open.Length >= IPresenceGrain.MaxConnections && !open.Contains(connection.ConnectionId, StringComparer.Ordinal))
        {
            return Task.FromResult(ChatError.RateLimited);
        }

        _connectionById.Renew(connection.ConnectionId, connection);
        return Task.FromResult(ChatError.None);
    }

    public Task DisconnectAsync(string connectionId, CancellationToken cancellation)
    {
        _connectionById.End(connectionId);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> NodesAsync(CancellationToken cancellation) => Task.FromResult(Nodes());

    /// <summary>Forgetting is announced: the nodes say again whom they hold, to the next activation.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (Nodes() is { IsEmpty: false } nodes)
        {
            var userId = (int)this.GetPrimaryKeyLong();
            await fanout.AnnounceAsync(nodes, Forgetting.Of("", userId, clock));
        }
    }

    private ImmutableArray<string> Nodes()
    {
        var open = _connectionById.Keys;
        if (open != _counted) // the same array: nobody came or went since
        {
            _counted = open;
            _nodes = [.. _connectionById.Values.Select(connection => connection.Node).Distinct(StringComparer.Ordinal)];
        }

        return _nodes;
    }
}
