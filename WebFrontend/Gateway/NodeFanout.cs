using Orleans.Runtime;
using Orleans.Streams;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Inbox;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>This node's end of the stream <c>Deliveries</c>: which local sockets listen to what, and what they are
/// shown.</summary>
/// <remarks>A delivery is encoded once per codec and the same bytes go into the outbox of every socket. Live delivery
/// is a hint: a hole is read from the log.</remarks>
public sealed class NodeFanout : BackgroundService, IAsyncObserver<Delivery>
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);
    private readonly IClusterClient _cluster;
    private readonly INode _node;
    private readonly TimeProvider _clock;
    private readonly GatewayOptions _options;
    private readonly GrainRetries _retries;
    private readonly ILogger<NodeFanout> _logger;
    private readonly TopicTable _topics;
    private readonly UserTable _users;
    private readonly ReadPositions _positions;
    private readonly RoomLeases _leases;
    private readonly PresenceLeases _presences;
    private readonly RoomListeners _listeners;
    private readonly TopicTurn _turn;
    private readonly Resync _resync;
    private readonly NodeLease _lease;
    private readonly VisitorTable _visitors = new();
    private StreamSubscriptionHandle<Delivery>? _stream;
    private long _rounds;

    /// <summary>Subscribes to nothing yet: that is done at the start.</summary>
    public NodeFanout(
        IClusterClient cluster,
        INode node,
        GatewayOptions options,
        GatewayMetrics metrics,
        GrainRetries retries,
        LossSignal losses,
        TimeProvider clock,
        ILogger<NodeFanout> logger)
    {
        _cluster = cluster;
        _node = node;
        _clock = clock;
        _options = options;
        _retries = retries;
        _logger = logger;
        _positions = new ReadPositions(cluster, logger);
        _leases = new RoomLeases(cluster, node, options, retries, clock, logger)
        {
            Ended = topic => _listeners!.Empty(topic),
        };
        _lease = new NodeLease(cluster, node, retries, clock, logger);
        _users = new UserTable(_positions, clock);
        _presences = new PresenceLeases(cluster, node, _users, retries, clock, logger);
        _topics = new TopicTable(options, clock);
        var writer = new DeliveryWriter(_users, _visitors, metrics, clock, logger);
        _listeners = new RoomListeners(_topics, _users, _leases, _presences, logger)
        {
            Opened = (topic, last, joinedAt) => _turn!.Open(topic, last, joinedAt),
            NodeForgotten = () => _ = _lease.RenewAsync(),
        };
        ChatRooms = new ChatRoomEntrances(cluster, node, _topics, _leases, retries)
        {
            Opened = (topic, last, joinedAt) => _turn!.Open(topic, last, joinedAt),
        };
        var beginning = new TopicBeginning(cluster, _users, clock);
        _turn = new TopicTurn(
            _topics, _listeners, writer, new TopicLog(cluster, clock, logger), beginning, metrics, clock, logger);
        var steps = new ResyncSteps(_topics, _leases, _presences, _lease, _listeners, _turn) { Renewed = Renewed };
        _resync = new Resync(cluster, _topics, _users, steps, beginning, clock, logger);
        losses.Listen(_resync.Suspect);
    }

    /// <summary>Which sockets are in which chat rooms.</summary>
    internal ChatRoomEntrances ChatRooms { get; }

    /// <summary>How many conversations have a topic on this node.</summary>
    public int TopicCount => _topics.Count;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _stream = await _cluster.GetStreamProvider(Delivery.Provider)
            .GetStream<Delivery>(StreamId.Create(Delivery.StreamNamespace, _node.Name))
            .SubscribeAsync(this);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _positions.FlushAsync(cancellationToken);
        try
        {
            await (_stream?.UnsubscribeAsync() ?? Task.CompletedTask);
        }
        catch (Exception fault)
        {
            GatewayLog.SubscriptionRemains(_logger, fault); // nobody has this node's name again
        }
    }

    /// <summary>The stream broke off; what it did not bring is looked for.</summary>
    public Task OnErrorAsync(Exception ex)
    {
        _resync.Suspect();
        return Task.CompletedTask;
    }

    /// <summary>One delivery to this node; concurrent ones are fine, those of one conversation are shown in
    /// order.</summary>
    public Task OnNextAsync(Delivery item, StreamSequenceToken? token = null)
    {
        _turn.Deliver(item);
        return Task.CompletedTask;
    }

    /// <summary>Reports where the user stands and what his devices confirmed, so that what is counted next counts from
    /// there.</summary>
    /// <param name="userId">User id.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public Task FlushPositionsAsync(int userId, CancellationToken cancellation) =>
        _users.Find(userId) is { } user ? _positions.FlushAsync(user, cancellation) : Task.CompletedTask;

    /// <summary>
    /// A message was stored for a sender of this node. If it is not shown within a round, its conversation has
    /// forgotten that this node listens, or lost the announcement: then it is read from the log, with what was missed
    /// before it.
    /// </summary>
    public void Expect(ChatMessage stored)
    {
        if (_topics.Find(stored.Conversation) is { } topic && stored.Seq > topic.Last)
        {
            topic.Expect(stored.Seq);
        }
    }

    /// <summary>Has a message of a user of this node shown that was stored before he was told of it: in its place,
    /// after what was said before it and is not shown here yet.</summary>
    /// <param name="stored">The message.</param>
    /// <param name="isOurs">Whether this node stored it, and lost the answer only.</param>
    /// <returns>Whether he has seen it here, or will; otherwise it is shown to nobody.</returns>
    public async ValueTask<bool> ShowAsync(ChatMessage stored, bool isOurs)
    {
        if (_users.Find(stored.SenderId) is not { } user || _topics.Find(stored.Conversation) is not { } topic)
        {
            return false;
        }

        if (ConversationKey.IsDirect(stored.Conversation))
        {
            if (topic.Last == Topic.Unknown && await _resync.TryBeginAsync(user, stored))
            {
                return true;
            }
        }
        else if (!topic.Listeners.Contains(stored.SenderId))
        {
            return false;
        }

        if (!isOurs && (topic.Last == Topic.Unknown || stored.Seq <= topic.Last))
        {
            return false; // he may have come after it was shown
        }

        topic.Expect(stored.Seq);
        _turn.Repair(topic);
        return true;
    }

    /// <summary>The user's sockets on this node.</summary>
    public IReadOnlyList<SocketSession> SessionsOf(int userId) => _users.Find(userId)?.Sessions ?? [];

    /// <summary>Registers a socket: ends the one before it on the same device, announces presence, subscribes to the
    /// user's rooms.</summary>
    /// <returns>False when it must not stay open: the cluster did not answer, or the user has too many
    /// sockets.</returns>
    internal async Task<bool> AttachAsync(SocketSession session)
    {
        if (session.Identity.IsUnknown)
        {
            return true; // nothing is for nobody
        }

        await _lease.OpenAsync();
        session.Subscriptions = [];
        if (session.Identity.UserId == 0)
        {
            _visitors.Add(session); // he is in no room and has no presence
            return true;
        }

        EndSameDevice(session);
        var user = _users.Add(session);
        try
        {
            return await _presences.OpenAsync(session) is ChatError.None && await SubscribeAsync(session, user);
        }
        finally
        {
            user.Attached();
        }
    }

    /// <summary>Forgets a socket, reports what its user read, and takes the presence back.</summary>
    internal async Task DetachAsync(SocketSession session)
    {
        _listeners.UnsubscribeAll(session);
        _visitors.Remove(session);
        if (session.User is not { } user)
        {
            return;
        }

        // First while he is found here: who comes again at once reads the log after this report.
        await _positions.FlushAsync(user, CancellationToken.None);
        if (_users.Remove(user, session))
        {
            await _positions.FlushAsync(user, CancellationToken.None);
        }

        await _presences.EndAsync(user, session);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepUpAsync(stoppingToken), _resync.RunAsync(stoppingToken));

    private async Task KeepUpAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.LeaseDebounce, _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                GatewayLog.UpkeepFault(_logger, fault, FaultId.Next()); // the next round tries again
            }
        }
    }

    private async Task RoundAsync(CancellationToken cancellation)
    {
        _rounds++;
        await _leases.RoundAsync(_topics.All, Renewed, _turn.Repair, cancellation);
        if (IsDue(SweepInterval))
        {
            _topics.Sweep();
        }

        if (IsDue(_options.PositionInterval))
        {
            await _positions.FlushAsync(cancellation);
        }

        if (IsDue(_options.LeaseRenewal))
        {
            await _lease.RenewAsync();
        }

        await RenewPresenceAsync(cancellation);
    }

    private void Renewed(Topic topic, long last)
    {
        if (topic.TryClose())
        {
            _topics.Forget(topic); // the lease was ended with an empty list of listeners
        }
        else
        {
            _turn.Renewed(topic, last);
        }
    }

    private long RoundsIn(TimeSpan interval) => Math.Max(1, interval.Ticks / _options.LeaseDebounce.Ticks);

    private bool IsDue(TimeSpan interval) => _rounds % RoundsIn(interval) == 0;

    /// <summary>Each round renews its share of the users, so that ten thousand leases are no burst.</summary>
    private async Task RenewPresenceAsync(CancellationToken cancellation)
    {
        var rounds = RoundsIn(_options.LeaseRenewal);
        await _presences.RenewAsync(_users.All.Where(user => user.UserId % rounds == _rounds % rounds), cancellation);
    }

    private async Task<bool> SubscribeAsync(SocketSession session, LocalUser user)
    {
        var rooms = await _retries.AskAsync(
            (_cluster, session),
            static one => one._cluster.GetGrain<IInboxGrain>(one.session.Identity.UserId)
                .ListAsync(direct: false, 0, CancellationToken.None),
            GrainRetries.ForOthers,
            session.Closing);
        if (!rooms.Ok)
        {
            return false;
        }

        List<Task>? opening = null;
        foreach (var room in rooms.Value)
        {
            if (room.IsMember && !user.HasLeft(room.Conversation)
                && _listeners.Subscribe(session, user, room.Conversation) is { IsCompleted: false } opened)
            {
                (opening ??= []).Add(opened);
            }
        }

        if (opening is not null)
        {
            await Task.WhenAll(opening);
        }

        return true;
    }

    /// <summary>One socket for each device: the older one is told and ends.</summary>
    private void EndSameDevice(SocketSession session)
    {
        var who = session.Identity;
        if (who.Device.Length == 0 || _users.Find(who.UserId) is not { } user)
        {
            return;
        }

        foreach (var other in user.Sessions)
        {
            if (other.Identity.Protocol == who.Protocol && other.Identity.Device == who.Device)
            {
                var same = other.Identity.SessionId == who.SessionId || other.Identity.DeviceId == who.DeviceId;
                _listeners.End(other, new Notice(
                    NoticeKind.SessionEnded,
                    _clock.GetUtcNow().ToUnixTimeMilliseconds(),
                    UserId: who.UserId,
                    Count: same ? SessionEndings.SameDevice : SessionEndings.OtherDevice,
                    Text: other.Identity.SessionId));
            }
        }
    }
}
