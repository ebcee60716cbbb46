using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace OrleansChat.Tests.Load;

/// <summary>A phone: connects, reads what it missed, listens, and goes to another node when the connection is
/// gone.</summary>
internal sealed class LoadDevice(
    string name, LoadUser user, IReadOnlyList<LoadNode> nodes, int firstNode, Stopwatch clock)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<LoadAnswer>> _waiting = [];
    private readonly ConcurrentQueue<int> _closed = [];
    private readonly Dictionary<string, List<StoredMessage>> _shown =
        user.Conversations.ToDictionary(conversation => conversation.Name, _ => new List<StoredMessage>());

    private readonly Lock _guard = new();
    private LoadSocket? _open;
    private long _connectedMs;
    private int _moves;

    /// <summary>Connected, and up to date when it was.</summary>
    public bool IsOpen => Volatile.Read(ref _open) is not null;

    /// <summary>Connected to the node where it began.</summary>
    public bool IsHome => Volatile.Read(ref _open)?.Node == nodes[firstNode % nodes.Count];

    /// <summary>Since when it is; null while it is not.</summary>
    public long? ConnectedMs => IsOpen ? Volatile.Read(ref _connectedMs) : null;

    /// <summary>Close codes of the sockets that ended; 0 when none could be opened or caught up.</summary>
    public IEnumerable<int> Closed => _closed;

    public LoadUser User => user;

    public DeviceSightings[] Sightings()
    {
        lock (_guard)
        {
            return [.. _shown.Select(shown => new DeviceSightings(name, shown.Key, [.. shown.Value]))];
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await StayAsync(nodes[(firstNode + _moves++) % nodes.Count], stop);
            }
            catch (Exception fault)
                when (fault is WebSocketException or HttpRequestException or OperationCanceledException)
            {
                _closed.Enqueue(0); // refused, or away while it was opened: another node
            }

            await Task.Delay(Random.Shared.Next(50, 500), CancellationToken.None);
        }
    }

    /// <summary>As a train in a tunnel does.</summary>
    public void Drop() => Volatile.Read(ref _open)?.Break();

    /// <summary>Back to the node where it began, if it is connected to another.</summary>
    public void GoHome()
    {
        if (IsOpen && !IsHome)
        {
            _moves = 0;
            Drop();
        }
    }

    /// <summary>One try: the answer, or none within the patience.</summary>
    public async Task<LoadAnswer> SayAsync(LoadConversation conversation, SentMessage message, TimeSpan patience)
    {
        if (Volatile.Read(ref _open) is not { } socket)
        {
            return LoadAnswer.None;
        }

        var waiting = new TaskCompletionSource<LoadAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[message.Key] = waiting;
        message.Tries++;
        try
        {
            await socket.SendAsync(conversation.Say(user, message.Key)).WaitAsync(patience);
            return await waiting.Task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            if (socket.Silence >= patience)
            {
                socket.Break();
            }

            return LoadAnswer.None;
        }
        catch (Exception fault)
            when (fault is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            return LoadAnswer.None; // broken while sending
        }
        finally
        {
            _waiting.TryRemove(message.Key, out _);
        }
    }

    /// <summary>Live frames wait in the socket until the history is read: no hole between the two.</summary>
    private async Task StayAsync(LoadNode node, CancellationToken stop)
    {
        await using var socket = await LoadSocket.OpenAsync(node, user.Token, stop);
        await using var end = stop.Register(socket.Break);
        foreach (var conversation in user.Conversations)
        {
            await CatchUpAsync(node, conversation, stop);
        }

        Volatile.Write(ref _connectedMs, clock.ElapsedMilliseconds);
        Volatile.Write(ref _open, socket);
        try
        {
            await foreach (var frame in socket.Frames.ReadAllAsync(CancellationToken.None))
            {
                Take(frame);
            }
        }
        finally
        {
            Volatile.Write(ref _open, null);
            _closed.Enqueue(socket.CloseCode);
            foreach (var waiting in _waiting.Values)
            {
                waiting.TrySetResult(LoadAnswer.None);
            }
        }
    }

    private async Task CatchUpAsync(LoadNode node, LoadConversation conversation, CancellationToken stop)
    {
        var shown = _shown[conversation.Name];
        var last = shown.Count == 0 ? 0 : shown.Max(row => row.LogId);
        var missed = await LoadCalls.HistoryAsync(node, user, conversation, last, stop);
        lock (_guard)
        {
            shown.AddRange(missed);
        }
    }

    private void Take(JsonElement frame)
    {
        if (frame.GetProperty("eventType").GetInt32() != 0)
        {
            return;
        }

        if (frame.TryGetProperty("code", out var code))
        {
            Answer(frame.GetProperty("msgId").GetString()!, new LoadAnswer(null, code.GetInt32()));
        }
        else if (frame.GetProperty("msgType").GetInt32() == 1)
        {
            var row = LoadCalls.Stored(frame);
            lock (_guard)
            {
                _shown[LoadConversation.NameOf(frame)].Add(row);
            }

            if (frame.GetProperty("fromId").GetString() == user.Name)
            {
                Answer(row.Key, new LoadAnswer(row.LogId, null));
            }
        }
    }

    private void Answer(string key, LoadAnswer answer)
    {
        if (_waiting.TryGetValue(key, out var waiting))
        {
            waiting.TrySetResult(answer);
        }
    }
}
