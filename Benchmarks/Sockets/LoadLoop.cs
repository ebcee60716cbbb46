using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace OrleansChat.Benchmarks.Sockets;

/// <summary>Drives all sockets on the calling thread: one poll, one receive buffer, no locks.</summary>
/// <param name="nodes">Where the sockets connect, one after the other.</param>
/// <param name="events">Who is told.</param>
/// <param name="cancellation">Stops the loop.</param>
internal sealed class LoadLoop(
    ImmutableArray<IPEndPoint> nodes, ISocketEvents events, CancellationToken cancellation) : IDisposable
{
    private const int TickerKey = -1;
    private const int BufferSize = 1 << 18;

    private readonly Poller _poller = new();
    private readonly List<LoadSocket> _sockets = [];
    private readonly Stack<int> _freeKeys = new();
    private readonly ArrayBufferWriter<byte> _answer = new();
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
    private Ticker? _ticker;
    private LoadSocket? _listening;
    private int _opened;

    /// <summary>Sockets whose upgrade was not answered yet.</summary>
    public int Connecting { get; private set; }

    /// <summary>Bytes received since the start, to see whether the wire is quiet.</summary>
    public long Received { get; private set; }

    /// <summary>Connects and asks for the upgrade; <see cref="ISocketEvents.OnOpen"/> follows.</summary>
    public void Open(LoadSocket socket, IPAddress? source = null)
    {
        socket.StartedAt = Stopwatch.GetTimestamp();
        var node = nodes[_opened++ % nodes.Length];
        socket.Connect(node, source);
        if (_freeKeys.TryPop(out var key))
        {
            _sockets[key] = socket;
            socket.Key = key;
        }
        else
        {
            socket.Key = _sockets.Count;
            _sockets.Add(socket);
        }

        Connecting++;
        _poller.Watch(socket.Descriptor, socket.Key);
        Send(socket, Handshake.Request(node, socket.Path, socket.Token));
    }

    /// <summary>Says something. What a client says to one read of what it hears goes out in one write.</summary>
    public void Send(LoadSocket socket, ReadOnlySpan<byte> frame)
    {
        if (ReferenceEquals(socket, _listening))
        {
            _answer.Write(frame);
        }
        else
        {
            Write(socket, frame);
        }
    }

    private void Answer()
    {
        var (socket, bytes) = (_listening!, _answer.WrittenCount);
        _listening = null;
        if (bytes > 0)
        {
            Write(socket, _answer.WrittenSpan);
            _answer.ResetWrittenCount();
        }
    }

    private void Write(LoadSocket socket, ReadOnlySpan<byte> bytes)
    {
        if (!socket.Send(bytes))
        {
            Drop(socket, "write failed");
        }
        else if (socket.HasUnsent)
        {
            _poller.Rewatch(socket.Descriptor, socket.Key, writable: true);
        }
    }

    /// <summary>Says goodbye and frees the socket.</summary>
    public void Close(LoadSocket socket)
    {
        if (ReferenceEquals(socket, _listening))
        {
            Answer();
        }

        if (socket.State == SocketState.Open)
        {
            socket.Send(ClientFrame.Create(ClientFrame.Close, [0x03, 0xE8]));
        }

        Forget(socket);
    }

    /// <summary>Asks for <see cref="ISocketEvents.OnTick"/>, once.</summary>
    public void TickAt(long timestamp)
    {
        if (_ticker is null)
        {
            _ticker = new Ticker();
            _poller.Watch(_ticker.Descriptor, TickerKey);
        }

        _ticker.FireAt(timestamp);
    }

    /// <summary>Serves the sockets for a time.</summary>
    public void RunFor(TimeSpan time)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < until)
        {
            Turn(1);
        }
    }

    /// <summary>Serves the sockets until a condition holds.</summary>
    /// <returns>False when the time was over first.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                return false;
            }

            Turn(1);
        }

        return true;
    }

    /// <summary>Serves the sockets until nothing arrived for a while.</summary>
    public void Settle(TimeSpan quiet, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        long before;
        do
        {
            before = Received;
            RunFor(quiet);
        }
        while (Received != before && Stopwatch.GetElapsedTime(started) < limit);
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            Close(socket);
        }

        _ticker?.Dispose();
        _poller.Dispose();
    }

    /// <summary>One wait, then everything that is ready.</summary>
    public void Turn(int milliseconds)
    {
        cancellation.ThrowIfCancellationRequested();
        var ready = _poller.Wait(milliseconds);
        for (var i = 0; i < ready; i++)
        {
            var key = _poller.TokenAt(i);
            if (key == TickerKey)
            {
                _ticker!.Acknowledge();
                events.OnTick(Stopwatch.GetTimestamp());
                continue;
            }

            var socket = _sockets[key];
            if (socket.HasUnsent && socket.Flush() && !socket.HasUnsent)
            {
                _poller.Rewatch(socket.Descriptor, key, writable: false);
            }

            Receive(socket);
        }
    }

    private void Receive(LoadSocket socket)
    {
        if (socket.State == SocketState.Closed)
        {
            return;
        }

        var carried = socket.CarryLength;
        socket.Carry.AsSpan(0, carried).CopyTo(_buffer);
        var received = (int)Libc.Receive(
            socket.Descriptor, ref _buffer[carried], _buffer.Length - carried, Libc.DontWait);
        if (received > 0)
        {
            Received += received;
            _listening = socket;
            var used = Consume(socket, _buffer.AsSpan(0, carried + received), Stopwatch.GetTimestamp());
            if (_listening is not null)
            {
                Answer();
            }

            socket.KeepCarry(_buffer.AsSpan(used, carried + received - used));
        }
        else if (received == 0 || Marshal.GetLastPInvokeError() != Libc.TryAgain)
        {
            Drop(socket, "connection ended");
        }
    }

    private int Consume(LoadSocket socket, ReadOnlySpan<byte> bytes, long now)
    {
        var used = 0;
        if (socket.State == SocketState.Connecting)
        {
            used = Handshake.Read(bytes);
            if (used <= 0)
            {
                if (used < 0)
                {
                    Drop(socket, "upgrade refused");
                }

                return Math.Max(0, used);
            }

            socket.State = SocketState.Open;
            Connecting--;
            events.OnOpen(socket);
        }

        while (socket.State == SocketState.Open && ServerFrame.TryRead(bytes[used..], out var frame))
        {
            var payload = bytes.Slice(used + frame.Header, frame.Payload);
            used += frame.Header + frame.Payload;
            Dispatch(socket, frame, payload, now);
        }

        return used;
    }

    private void Dispatch(LoadSocket socket, ServerFrame frame, ReadOnlySpan<byte> payload, long now)
    {
        switch (frame.Opcode)
        {
            case 1 when frame.Final:
                events.OnText(socket, payload, now);
                break;
            case 9:
                Send(socket, ClientFrame.Create(ClientFrame.Pong, payload));
                break;
            case 10:
                break;
            case 8:
                Drop(socket, payload.Length >= 2 ? $"close {(payload[0] << 8) | payload[1]}" : "close");
                break;
            default:
                Drop(socket, $"opcode {frame.Opcode}, final {frame.Final}");
                break;
        }
    }

    private void Drop(LoadSocket socket, string reason)
    {
        if (socket.State != SocketState.Closed)
        {
            Forget(socket);
            events.OnClosed(socket, reason);
        }
    }

    private void Forget(LoadSocket socket)
    {
        if (socket.State == SocketState.Closed)
        {
            return;
        }

        Connecting -= socket.State == SocketState.Connecting ? 1 : 0;
        socket.Dispose();
        _freeKeys.Push(socket.Key);
    }
}
