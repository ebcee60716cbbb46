using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Text;
using OrleansChat.Benchmarks.Dialects;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Load;

/// <summary>Sends what a plan says, checks every frame that comes back, and times it.</summary>
/// <remarks>
/// Closed loop: a lane's next message leaves when the one before is acknowledged and was seen by every member.
/// Offered rate: messages leave when they are due, and their time runs from then.
/// </remarks>
internal sealed class MessageLoad : ISocketEvents, IDisposable
{
    private static readonly TimeSpan StragglerLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly LoadPlan _plan;
    private readonly LoadLoop _loop;
    private readonly DeliveryCheck _check;
    private readonly byte[] _run;
    private bool _sending;
    private bool _measuring;
    private long _messages;
    private long _deliveries;
    private long _inFlight;
    private long _answered;
    private long _offered;
    private long _startedAt;

    public MessageLoad(LoadPlan plan, ImmutableArray<IPEndPoint> nodes, CancellationToken cancellation)
    {
        _plan = plan;
        _loop = new LoadLoop(nodes, this, cancellation);
        _run = Encoding.ASCII.GetBytes(plan.Run);
        _check = new DeliveryCheck(Verdict, plan.Dialect.IdsGrow);
    }

    public Verdict Verdict { get; } = new();

    /// <summary>Send to acknowledgement.</summary>
    public LatencyHistogram Acknowledgements { get; } = new();

    /// <summary>Send to each delivery at a member other than the sender.</summary>
    public LatencyHistogram Arrivals { get; } = new();

    /// <summary>Send to the last delivery of a message.</summary>
    public LatencyHistogram Completions { get; } = new();

    public Counters Counters => new(_messages, _deliveries);

    /// <summary>Opens all sockets and waits until the server has told them all it has to tell.</summary>
    /// <remarks>A socket whose first frame was answered is served, so messages must reach it.</remarks>
    public void Connect()
    {
        SocketOpener.OpenAll(_loop, _plan.Sockets);
        if (!_loop.RunUntil(() => _answered + Verdict.Closed >= _plan.Sockets.Count, StragglerLimit))
        {
            throw new TimeoutException($"{_plan.Sockets.Count - _answered} sockets did not answer their first frame");
        }

        _loop.Settle(Quiet, StragglerLimit);
    }

    /// <summary>Starts sending and serves the sockets for a time.</summary>
    public void WarmUp(TimeSpan time)
    {
        _sending = true;
        _startedAt = Stopwatch.GetTimestamp();
        if (_plan.Rate > 0)
        {
            _loop.TickAt(_startedAt);
        }
        else
        {
            foreach (var lane in _plan.First)
            {
                Send(lane, _startedAt);
            }
        }

        _loop.RunFor(time);
    }

    public void Measure(TimeSpan time)
    {
        _measuring = true;
        _loop.RunFor(time);
        _measuring = false;
    }

    /// <summary>Stops sending, waits for stragglers, and then for frames that nobody misses.</summary>
    public void Finish()
    {
        _sending = false;
        _loop.RunUntil(() => _inFlight == 0, StragglerLimit);
        _loop.Settle(Quiet, StragglerLimit);
        _check.Close(_plan.Lanes);
    }

    /// <summary>Serves the sockets while something else goes on.</summary>
    public void Serve(Task work, TimeSpan limit) => _loop.RunUntil(() => work.IsCompleted, limit);

    public void OnOpen(LoadSocket socket) => _loop.Send(socket, socket.Greeting);

    public void OnText(LoadSocket socket, ReadOnlySpan<byte> payload, long now)
    {
        var frame = _plan.Dialect.Read(payload, _run);
        var lane = frame.Lane >= 0 && frame.Lane < _plan.Lanes.Count ? _plan.Lanes[frame.Lane] : null;
        switch (frame.Sense)
        {
            case FrameSense.Nothing:
                break;
            case FrameSense.Served:
                _answered++;
                break;
            case FrameSense.Refusal:
                Refuse(lane, frame.Number, payload);
                break;
            case FrameSense.Message when lane is not null && IsTrue(socket, lane, frame):
                Deliver(socket, lane, frame.Number, frame.Id, now);
                Confirm(socket, frame);
                break;
            case FrameSense.Acknowledgement when lane is not null && ReferenceEquals(socket, lane.Sender):
                Deliver(socket, lane, frame.Number, frame.Id, now);
                break;
            default:
                Verdict.AddUnknown(Encoding.UTF8.GetString(payload));
                break;
        }
    }

    public void OnClosed(LoadSocket socket, string reason) => Verdict.AddClosed(reason);

    public void OnTick(long now)
    {
        if (!_sending)
        {
            return;
        }

        var interval = Stopwatch.Frequency / _plan.Rate;
        var due = _startedAt + (long)(_offered * interval);
        while (due <= now)
        {
            Send(_plan.Lanes[(int)(_offered % _plan.Lanes.Count)], due);
            _offered++;
            due = _startedAt + (long)(_offered * interval);
        }

        _loop.TickAt(due);
    }

    public void Dispose() => _loop.Dispose();

    private bool IsTrue(LoadSocket socket, Lane lane, in HeardFrame frame) =>
        socket.Conversation == lane.Conversation
        && (_plan.Dialect.ShowsOwn || !ReferenceEquals(socket, lane.Sender))
        && frame.Number >= 1
        && frame.Number <= lane.Sent
        && (frame.From.IsEmpty || frame.From.SequenceEqual(lane.SenderId))
        && (frame.To.IsEmpty || frame.To.SequenceEqual(lane.TargetId));

    private void Confirm(LoadSocket socket, in HeardFrame frame)
    {
        var confirmation = _plan.Dialect.Confirm(frame);
        if (!confirmation.IsEmpty)
        {
            _loop.Send(socket, confirmation);
        }
    }

    private void Send(Lane lane, long sentAt)
    {
        _inFlight++;
        _loop.Send(lane.Sender, lane.Next(sentAt));
    }

    private void Deliver(LoadSocket socket, Lane lane, long number, long logId, long now)
    {
        if (!_check.Accept(socket, lane, number, logId))
        {
            return;
        }

        ref var flight = ref lane.Flights[number];
        var elapsed = now - flight.SentAt;
        var isSender = ReferenceEquals(socket, lane.Sender);
        if (isSender || !lane.TellsSender)
        {
            flight.Acknowledged = true;
            _messages++;
            Record(Acknowledgements, elapsed);
        }

        if (!isSender)
        {
            _deliveries++;
            Record(Arrivals, elapsed);
        }

        if (--flight.Remaining == 0)
        {
            Record(Completions, elapsed);
            Land(lane, now);
        }
    }

    private void Land(Lane lane, long now)
    {
        _inFlight--;
        lane.Flights.Trim();
        if (_sending && _plan.Rate <= 0)
        {
            Send(lane.Successor, now);
        }
    }

    private void Refuse(Lane? lane, long number, ReadOnlySpan<byte> payload)
    {
        Verdict.AddFailed(Encoding.UTF8.GetString(payload));
        if (lane is not null && lane.Flights.Holds(number))
        {
            _check.Refuse(lane, number);
            lane.Flights[number].Remaining = 0;
            _inFlight--;
            lane.Flights.Trim();
        }
    }

    private void Record(LatencyHistogram histogram, long elapsed)
    {
        if (_measuring)
        {
            histogram.Add(elapsed);
        }
    }
}
