using System.Text;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Gateway.Holding;
using OrleansChat.WebFrontend.Gateway.Identity;
using OrleansChat.WebFrontend.Gateway.Receipts;
using OrleansChat.WebFrontend.Gateway.Showing;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>One open socket: whom it speaks for, and the way out through it. Every member may be used from any
/// thread.</summary>
public sealed class SocketSession
{
    // RFC 6455: a control frame carries at most 125 bytes, two of them are the code.
    private const int MaxReason = 123;
    private readonly SocketOutbox _outbox;
    private readonly SocketSurroundings _surroundings;
    private readonly Action _abort;
    private readonly ReceiptBook? _receipts;
    private SocketIdentity _identity;
    private HeldDeliveries? _held;
    private CancellationTokenSource? _closing;
    private long _closingSince;
    private long _messageSince;
    private int _work;
    private TaskCompletionSource? _idle;

    internal SocketSession(
        string id,
        SocketIdentity identity,
        IFrameCodec codec,
        Stream output,
        SocketSurroundings surroundings,
        Action abort)
    {
        Id = id;
        _identity = identity;
        Codec = codec;
        _surroundings = surroundings;
        _abort = abort;
        _receipts = codec.Manner.HasFlag(CodecManner.Confirms) ? new ReceiptBook(this) : null;
        OpenedAtUnixMs = surroundings.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        Traffic = surroundings.Metrics.TrafficOf(identity.Protocol);
        _outbox = new SocketOutbox(output, surroundings.Limits, Traffic, surroundings.Clock);
    }

    /// <summary>Unique in the cluster.</summary>
    public string Id { get; }

    /// <summary>Whom the socket speaks for.</summary>
    public SocketIdentity Identity => Volatile.Read(ref _identity);

    /// <summary>When it opened, or said who it is.</summary>
    internal long OpenedAtUnixMs { get; private set; }

    /// <summary>Turns what happened into this socket's frames; shared with its like.</summary>
    public IFrameCodec Codec { get; }

    /// <summary>A close frame went out or the connection is gone: nothing more is sent.</summary>
    public bool IsClosing => _outbox.IsClosing;

    /// <summary>Cancelled when the socket closes.</summary>
    public CancellationToken Closing
    {
        get
        {
            if (_closing is null)
            {
                var fresh = new CancellationTokenSource();
                if (Interlocked.CompareExchange(ref _closing, fresh, null) is not null)
                {
                    fresh.Dispose();
                }
                else if (IsClosing)
                {
                    fresh.Cancel();
                }
            }

            return _closing!.Token;
        }
    }

    /// <summary>Frames that wait for the reader now.</summary>
    public int PendingFrames => _outbox.PendingFrames;

    /// <summary>What the client was given and has not confirmed. Only for codecs whose
    /// <see cref="IFrameCodec.Manner"/> has <see cref="CodecManner.Confirms"/>.</summary>
    public ReceiptBook Receipts =>
        _receipts ?? throw new InvalidOperationException("The clients of this codec confirm nothing.");

    /// <summary>Whether there are <see cref="Receipts"/>.</summary>
    internal bool Confirms => _receipts is not null;

    internal SocketTraffic Traffic { get; }

    /// <summary>Set while deliveries wait.</summary>
    internal HeldDeliveries? Held
    {
        get => Volatile.Read(ref _held);
        set => Volatile.Write(ref _held, value);
    }

    /// <summary>How the socket says who it is; null for one that said so with the handshake.</summary>
    internal Introduction? Introduction { get; init; }

    /// <summary>Whether messages are being handled now.</summary>
    internal bool IsBusy => Volatile.Read(ref _work) > 0;

    /// <summary>The protocol's side; set before the first frame is read.</summary>
    internal ISocketHandler? Handler { get; set; }

    /// <summary>The user's sockets on this node, and what this one listens to; the fan-out's.</summary>
    internal LocalUser? User { get; set; }

    /// <summary>Null before the socket is attached and after it is detached; guarded by
    /// <see cref="SubscriptionGate"/>.</summary>
    internal List<Subscription>? Subscriptions { get; set; }

    // The outbox is nobody else's to lock: it saves every idle socket an object.
    internal object SubscriptionGate => _outbox;

    /// <summary>Sends one text message to this socket alone.</summary>
    /// <param name="payload">Valid UTF-8; copied.</param>
    /// <returns>False when the socket is closing, or closes because its reader is too slow.</returns>
    public bool TrySend(ReadOnlyMemory<byte> payload) => TrySend(EncodedFrame.Text(payload.Span));

    /// <summary>Sends frames that were encoded once for many sockets.</summary>
    /// <returns>False when the socket is closing, or closes because its reader is too slow.</returns>
    public bool TrySend(EncodedFrame frame) => TrySend(new OutboxEntry(frame, null, 0));

    /// <summary>Shows messages that were read from the log to this socket alone, as if they came now: they move the
    /// user's read position, or wait to be confirmed.</summary>
    /// <param name="messages">One conversation's, in order.</param>
    /// <returns>False when the socket is closing, or closes because its reader is too slow.</returns>
    /// <exception cref="InvalidOperationException">It has not said who it is.</exception>
    public bool TryShow(ReadOnlySpan<ChatMessage> messages)
    {
        if (messages.IsEmpty)
        {
            return !IsClosing;
        }

        var user = User ?? throw new InvalidOperationException("The socket is nobody's.");
        var mark = _receipts is null ? user.MarkOf(messages[0].Conversation) : null;
        return Offering.Alone(
            new BatchEncoder(_surroundings.Logger), this, messages, [], new Track(Counts: true, mark)) && !IsClosing;
    }

    /// <summary>Lets live deliveries wait from the beginning: until the protocol has shown what the log keeps for the
    /// user. Called before the socket is registered: by the factory of its handler, or before
    /// <see cref="SocketGateway.IdentifyAsync"/>.</summary>
    public HeldDeliveries Hold()
    {
        if (User is not null || Held is not null)
        {
            throw new InvalidOperationException("Deliveries go to the socket already, or wait.");
        }

        return Held = new HeldDeliveries(this, new BatchEncoder(_surroundings.Logger));
    }

    /// <summary>Completes when everything that its user was shown on this node until now has been reported, also when
    /// the socket is gone from there.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    public Task ReportShownAsync(CancellationToken cancellation) =>
        User is { } user ? user.Positions.FlushAsync(user, cancellation) : Task.CompletedTask;

    /// <summary>Completes when everything that was sent until now and since has been written, or the connection
    /// broke.</summary>
    public Task DrainAsync() => _outbox.DrainAsync();

    /// <summary>Says good-bye after everything that waits; the connection ends with the client's answer or after a
    /// short deadline.</summary>
    /// <param name="code">See <see cref="SocketCloseCode"/>, or 4000 to 4999 of a protocol's own.</param>
    /// <param name="reason">At most 123 bytes of UTF-8; more is cut.</param>
    public void Close(int code, string reason) => Close(code, reason, dropPending: false);

    internal bool TrySend(in OutboxEntry entry)
    {
        switch (_outbox.Offer(entry))
        {
            case OutboxVerdict.Taken:
                return true;
            case OutboxVerdict.Overflow:
                CloseSlowReader();
                return false;
            default:
                return false;
        }
    }

    /// <summary>Whom it speaks for from now on.</summary>
    internal void Identify(SocketIdentity identity)
    {
        OpenedAtUnixMs = _surroundings.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        Volatile.Write(ref _identity, identity);
    }

    /// <summary>The client has said its last; completes when nobody gives the socket a name any longer.</summary>
    internal Task EndIntroductionAsync()
    {
        if (Introduction is not { } introduction)
        {
            return Task.CompletedTask;
        }

        var quiet = introduction.EndAsync();
        if (!quiet.IsCompleted)
        {
            CancelClosing();
        }

        return quiet;
    }

    /// <summary>Ends the connection without a word.</summary>
    internal void Abort()
    {
        CancelClosing();
        _abort();
    }

    internal void MessageBegins() => Volatile.Write(ref _messageSince, _surroundings.Clock.GetTimestamp());

    internal void MessageEnds() => Volatile.Write(ref _messageSince, 0);

    internal void WorkBegins() => Interlocked.Increment(ref _work);

    internal void WorkEnds()
    {
        if (Interlocked.Decrement(ref _work) == 0)
        {
            Volatile.Read(ref _idle)?.TrySetResult();
        }
    }

    /// <summary>The client says no more: completes when what it said before has been handled, the socket is closed, or
    /// that takes too long.</summary>
    internal async Task FinishWorkAsync()
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _idle, idle);
        if (!IsBusy)
        {
            return;
        }

        try
        {
            await idle.Task.WaitAsync(_surroundings.Limits.CloseDeadline, _surroundings.Clock, Closing);
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            // what is left is not waited for any longer
        }
    }

    /// <summary>What nobody expected: it is logged, and the socket closes.</summary>
    internal void Fail(Exception fault)
    {
        GatewayLog.SocketFault(_surroundings.Logger, fault, FaultId.Next(), Id, Identity.Protocol);
        Close(SocketCloseCode.Fault, "a fault of the server");
    }

    internal async Task EndAsync()
    {
        var quiet = _outbox.EndAsync();
        if (!quiet.IsCompleted)
        {
            _abort();
            await quiet;
        }

        CancelClosing();
    }

    /// <summary>Ends what has taken too long. Called about once a second.</summary>
    internal void Watch()
    {
        if (HasPassed(_outbox.WaitingSince, _surroundings.Limits.SendDeadline))
        {
            _surroundings.Metrics.SlowReaders.Add(1);
            Abort();
        }
        else if (HasPassed(Volatile.Read(ref _closingSince), _surroundings.Limits.CloseDeadline))
        {
            Abort();
        }
        else if (HasPassed(Volatile.Read(ref _messageSince), _surroundings.Limits.MessageDeadline))
        {
            Close(SocketCloseCode.PolicyViolation, "the message takes too long");
        }
    }

    private void CloseSlowReader()
    {
        if (Close(SocketCloseCode.TryAgainLater, "the reader is too slow", dropPending: true))
        {
            _surroundings.Metrics.SlowReaders.Add(1);
        }
    }

    private bool Close(int code, string reason, bool dropPending)
    {
        if (!_outbox.Close(EncodedFrame.Close(code, Cut(reason)), dropPending))
        {
            return false;
        }

        Volatile.Write(ref _closingSince, _surroundings.Clock.GetTimestamp());
        _surroundings.Metrics.ClosedWith(Identity.Protocol, code);
        CancelClosing();
        return true;
    }

    private bool HasPassed(long since, TimeSpan deadline) =>
        since != 0 && _surroundings.Clock.GetElapsedTime(since) > deadline;

    // Cancelled, never disposed: a handler may still ask for the token, and without a timer there is nothing to
    // dispose.
    private void CancelClosing() => Volatile.Read(ref _closing)?.Cancel();

    private static byte[] Cut(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > MaxReason)
        {
            reason = reason[..^(reason.Length > 1 && char.IsLowSurrogate(reason[^1]) ? 2 : 1)];
        }

        return Encoding.UTF8.GetBytes(reason);
    }
}
