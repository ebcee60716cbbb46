using System.Diagnostics;

namespace OrleansChat.Tests.Load;

/// <summary>People on many sockets of all nodes who talk, stop, and are asked what they saw.</summary>
internal sealed class ClusterLoad : IAsyncDisposable
{
    /// <summary>Never reached by a server that works.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource _end = new();
    private readonly IReadOnlyList<LoadNode> _nodes;
    private readonly List<LoadConversation> _conversations;
    private readonly LoadDevice[] _devices;
    private readonly LoadLane[] _lanes;
    private readonly Task _connected;
    private CancellationTokenSource _silence = new();
    private Task _speaking = Task.CompletedTask;

    private ClusterLoad(LoadPlan plan, LoadSetup people, LoadUser[] listeners, IReadOnlyList<LoadNode> nodes)
    {
        _nodes = nodes;
        _conversations = people.Conversations;
        var speakers = people.Users
            .Select((user, number) => new LoadDevice($"phone of {user.Id}", user, nodes, number, _clock))
            .ToArray();
        var tablets = listeners
            .Select((user, number) => new LoadDevice($"tablet of {user.Id}", user, nodes, number + 1, _clock));
        _devices = [.. speakers, .. tablets];
        var lanes = speakers.Sum(device => device.User.Conversations.Count);
        var period = TimeSpan.FromSeconds((double)lanes / plan.MessagesPerSecond);
        _lanes = [.. speakers.SelectMany(device =>
            device.User.Conversations.Select(conversation => new LoadLane(device, conversation, period, _clock)))];
        _connected = Task.WhenAll(_devices.Select(device => device.RunAsync(_end.Token)));
    }

    /// <summary>On the clock of the whole load.</summary>
    public long NowMs => _clock.ElapsedMilliseconds;

    public int Sockets => _devices.Length;

    public IEnumerable<SentMessage> Sent => _lanes.SelectMany(lane => lane.Sent);

    /// <summary>How sockets ended so far, by close code.</summary>
    public string Closed => string.Join(' ', _devices.SelectMany(device => device.Closed).CountBy(code => code)
        .OrderBy(count => count.Key).Select(count => $"{count.Key}x{count.Value}"));

    /// <summary>Makes the people and waits until each of their devices is connected.</summary>
    public static async Task<ClusterLoad> StartAsync(LoadPlan plan, IReadOnlyList<LoadNode> nodes, string adminToken)
    {
        var people = new LoadSetup(plan, nodes, adminToken);
        await people.MakeAsync();
        var listeners = await Task.WhenAll(
            people.Users.Where((_, number) => number % 4 == 0).Select(people.AgainAsync));
        var load = new ClusterLoad(plan, people, listeners, nodes);
        await load.ConnectedAsync();
        return load;
    }

    /// <summary>Breaks the connections of some devices, one by one, for a while.</summary>
    public async Task DropAsync(int times, TimeSpan pause)
    {
        for (var time = 0; time < times; time++)
        {
            _devices[Random.Shared.Next(_devices.Length)].Drop();
            await Task.Delay(pause);
        }
    }

    public void Speak()
    {
        _silence = new CancellationTokenSource();
        _speaking = Task.WhenAll(_lanes.Select(lane => lane.RunAsync(_silence.Token)));
    }

    /// <summary>Lets everybody finish what he said.</summary>
    public async Task FallSilentAsync()
    {
        await _silence.CancelAsync();
        await _speaking;
    }

    /// <summary>Waits until every device has a socket and is up to date.</summary>
    public Task ConnectedAsync() => UntilAsync(
        () => _devices.All(device => device.IsOpen),
        () => $"{_devices.Count(device => !device.IsOpen)} of {_devices.Length} devices are not connected");

    /// <summary>Spreads the devices over all nodes again, as they were in the beginning: each node has something to
    /// lose.</summary>
    public Task SpreadAsync() => UntilAsync(
        () =>
        {
            Array.ForEach(_devices, device => device.GoHome());
            return _devices.All(device => device.IsHome);
        },
        () => $"{_devices.Count(device => !device.IsHome)} of {_devices.Length} devices are not where they began");

    /// <summary>Waits until every conversation has acknowledged a message that was first said after a moment.</summary>
    /// <returns>When the last of them did.</returns>
    public async Task<long> RecoveredAsync(long sinceMs)
    {
        await UntilAsync(
            () => LoadFigures.Recovery(Sent, sinceMs).Count == _conversations.Count,
            () => $"{_conversations.Count - LoadFigures.Recovery(Sent, sinceMs).Count} conversations take nothing");
        return LoadFigures.Recovery(Sent, sinceMs).Values.Max();
    }

    /// <summary>When nobody speaks: the verdict over everything that was said so far.</summary>
    public async Task<IReadOnlyList<LoadFault>> JudgeAsync()
    {
        await ConnectedAsync();
        var histories = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<StoredMessage>>>();
        foreach (var conversation in _conversations)
        {
            var told = await Task.WhenAll(_nodes.Select(node => HistoryAsync(node, conversation)));
            histories[conversation.Name] = _nodes.Zip(told).ToDictionary(
                pair => $"node {pair.First.Number}", pair => (IReadOnlyList<StoredMessage>)pair.Second);
        }

        IReadOnlyList<LoadFault> faults = [];
        var patience = Stopwatch.StartNew();
        do
        {
            // What was acknowledged a moment ago may still be on its way to others.
            await Task.Delay(5 * Glance);
            var shown = _devices.SelectMany(device => device.Sightings());
            faults = LoadChecker.Check(new LoadRecord([.. Sent], histories, [.. shown]));
        }
        while (patience.Elapsed < Patience && faults.Any(fault => fault.Kind is LoadFaultKind.Unseen));
        ConvergedMs = patience.ElapsedMilliseconds;
        return faults;
    }

    /// <summary>How long the last verdict waited until every device had seen everything.</summary>
    public long ConvergedMs { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _silence.CancelAsync();
        await _speaking;
        await _end.CancelAsync();
        await _connected;
        _silence.Dispose();
        _end.Dispose();
    }

    /// <summary>As a node tells it, when it is there: one that was declared dead while it hung ends when it
    /// notices.</summary>
    private static async Task<List<StoredMessage>> HistoryAsync(LoadNode node, LoadConversation conversation)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await LoadCalls.HistoryAsync(
                    node, conversation.Members[0], conversation, after: 0, CancellationToken.None);
            }
            catch (Exception fault)
                when (fault is HttpRequestException or OperationCanceledException && patience.Elapsed < Patience)
            {
                await Task.Delay(5 * Glance);
            }
        }
    }

    private static async Task UntilAsync(Func<bool> isSo, Func<string> otherwise)
    {
        var patience = Stopwatch.StartNew();
        while (!isSo())
        {
            if (patience.Elapsed > Patience)
            {
                throw new TimeoutException($"After {Patience.TotalSeconds} s {otherwise()}.");
            }

            await Task.Delay(Glance);
        }
    }
}
