using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;

namespace OrleansChat.Presence;

[GrainType("presence")]
internal sealed class PresenceGrain(TimeProvider clock, IFanout fanout, ILogger<PresenceGrain> logger)
    : Grain, IPresenceGrain
{
    /// <summary>How long a new socket waits for those who watch.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);


    private readonly Leases<string, Connection> _connectionById = new(clock);
    private readonly Leases<string, bool> _watchers = new(clock);
    private ImmutableArray<string> _counted = [];
    private ImmutableArray<string> _nodes = [];

    public async Task<ChatError> ConnectAsync(Connection connection, CancellationToken cancellation)
    {
        if (Twin(connection) is { } twin)
        {
            var older = twin.OpenedAtUnixMs <= connection.OpenedAtUnixMs ? twin : connection;
            _connectionById.End(older.ConnectionId);
            await EndAsync(older).OrLostAsync(logger);
            if (older == connection)
            {
                return ChatError.None; // it renews a lease that is no longer its
            }
        }

        var open = _connectionById.Keys;
        if (open.Length >= IPresenceGrain.MaxConnections && !open.Contains(connection.ConnectionId, StringComparer.Ordinal))
        {
            return ChatError.RateLimited;
        }

        var before = Nodes();
        _connectionById.Renew(connection.ConnectionId, connection);
        if (!before.Contains(connection.Node, StringComparer.Ordinal))
        {
            await TakeBackAsync();
        }

        return ChatError.None;
    }

    public Task DisconnectAsync(string connectionId, CancellationToken cancellation)
    {
        _connectionById.End(connectionId);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> NodesAsync(CancellationToken cancellation) => Task.FromResult(Nodes());

    public Task<ImmutableArray<string>> WatchAsync(string pair, CancellationToken cancellation)
    {
        _watchers.Renew(pair, true);
        return Task.FromResult(Nodes());
    }

    /// <summary>Forgetting is announced: the nodes say again whom they hold, to the next activation.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await TakeBackAsync();
        if (Nodes() is { IsEmpty: false } nodes)
        {
            var userId = (int)this.GetPrimaryKeyLong();
            await fanout.AnnounceAsync(nodes, Forgetting.Of("", userId, clock));
        }
    }

    /// <summary>The same device with the same session, on another node.</summary>
    private Connection? Twin(Connection connection) => connection is not { SessionId.Length: > 0, Device.Length: > 0 }
        ? null
        : _connectionById.Values.FirstOrDefault(one => one.Node != connection.Node
            && one.SessionId == connection.SessionId
            && one.Device == connection.Device
            && one.Protocol == connection.Protocol);

    private Task EndAsync(Connection connection)
    {
        var userId = (int)this.GetPrimaryKeyLong();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var notice = new Notice(NoticeKind.SocketReplaced, now, UserId: userId, Text: connection.ConnectionId);
        return fanout.AnnounceAsync(connection.Node, new Delivery("", [userId], [], [notice]));
    }

    /// <summary>Has those who watch ask again.</summary>
    private async Task TakeBackAsync()
    {
        var watchers = _watchers.Keys;
        if (watchers.IsEmpty)
        {
            return;
        }

        _watchers.Clear();
        var userId = (int)this.GetPrimaryKeyLong();
        await Task.WhenAll(watchers.Select(pair =>
                GrainFactory.GetGrain<IFriendshipGrain>(pair).PresenceChangedAsync(userId, CancellationToken.None)))
            .WaitAsync(Patience, clock)
            .OrLostAsync(logger);
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
