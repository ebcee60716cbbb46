using System.Collections.Immutable;
using OrleansChat.Errors;

namespace OrleansChat.Presence;

[GrainType("presence")]
internal sealed class PresenceGrain(TimeProvider clock) : Grain, IPresenceGrain
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

    public Task<ImmutableArray<string>> NodesAsync(CancellationToken cancellation)
    {
        var open = _connectionById.Keys;
        if (open != _counted) // the same array: nobody came or went since
        {
            _counted = open;
            _nodes = [.. _connectionById.Values.Select(connection => connection.Node).Distinct(StringComparer.Ordinal)];
        }

        return Task.FromResult(_nodes);
    }
}
