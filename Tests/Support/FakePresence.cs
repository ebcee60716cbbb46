using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansChat.Errors;
using OrleansChat.Presence;

namespace OrleansChat.Tests.Support;

/// <summary>Remembers who is connected.</summary>
internal sealed class FakePresence : IPresenceGrain
{
    public ConcurrentDictionary<string, Connection> Connections { get; } = new();

    public ChatError Answer { get; set; }

    public Task<ChatError> ConnectAsync(Connection connection, CancellationToken cancellation)
    {
        Connections[connection.ConnectionId] = connection;
        return Task.FromResult(Answer);
    }

    public Task DisconnectAsync(string connectionId, CancellationToken cancellation)
    {
        Connections.TryRemove(connectionId, out _);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> NodesAsync(CancellationToken cancellation) =>
        Task.FromResult(Connections.Values.Select(one => one.Node).Distinct().ToImmutableArray());

    public Task<ImmutableArray<string>> WatchAsync(string pair, CancellationToken cancellation) =>
        NodesAsync(cancellation);
}
