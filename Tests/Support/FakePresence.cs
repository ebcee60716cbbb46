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

    /// <summary>How often somebody connected or renewed.</summary>
    public int Connects { get; private set; }

    /// <summary>How many calls to connect fail before one succeeds.</summary>
    public int Failures { get; set; }

    /// <summary>How often somebody asked for the nodes.</summary>
    public int Asked { get; private set; }

    /// <summary>Holds answers about the nodes back until it is set.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>Questions about the nodes fail.</summary>
    public bool IsFailing { get; set; }

    /// <summary>Holds answers to those who connect back until it is set.</summary>
    public TaskCompletionSource? HoldConnect { get; set; }

    public async Task<ChatError> ConnectAsync(Connection connection, CancellationToken cancellation)
    {
        Connects++;
        if (HoldConnect is { } hold)
        {
            await hold.Task;
        }

        if (Failures > 0)
        {
            Failures--;
            throw new TimeoutException("Told to fail.");
        }

        Connections[connection.ConnectionId] = connection;
        return Answer;
    }

    public Task DisconnectAsync(string connectionId, CancellationToken cancellation)
    {
        Connections.TryRemove(connectionId, out _);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<string>> NodesAsync(CancellationToken cancellation)
    {
        Asked++;
        if (Hold is { } hold)
        {
            await hold.Task;
        }

        return IsFailing
            ? throw new TimeoutException("Told to fail.")
            : [.. Connections.Values.Select(one => one.Node).Distinct()];
    }

    public Task<ImmutableArray<string>> WatchAsync(string pair, CancellationToken cancellation) =>
        NodesAsync(cancellation);
}
