using System.Buffers;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Everything that goes out through one socket: bounded, in order, one writer at a time.</summary>
/// <remarks>
/// A caller who finds the socket idle writes at once, without a task in between; whoever comes meanwhile queues, and
/// the writer takes many queued frames into one flush. An idle outbox holds no buffer.
/// </remarks>
internal sealed class SocketOutbox(Stream output, SocketLimits limits, SocketTraffic traffic, TimeProvider clock)
{
    private const int BytesPerFlush = 32 * 1024;
    private readonly Lock _gate = new();
    private OutboxEntry[]? _queue;
    private int _queued;
    private int _frames;
    private long _bytes;
    private bool _writing;
    private bool _dropping;
    private bool _closing;
    private long _flushSince;
    private TaskCompletionSource? _quiet;

    /// <summary>A close frame is on its way or the connection is gone: nothing more is taken.</summary>
    public bool IsClosing => Volatile.Read(ref _closing);

    public int PendingFrames => Volatile.Read(ref _frames);

    /// <summary>Since when the present write waits for the reader; 0 when none does.</summary>
    public long WaitingSince => Volatile.Read(ref _flushSince);

    public OutboxVerdict Offer(in OutboxEntry entry)
    {
        lock (_gate)
        {
            if (_closing)
            {
                return OutboxVerdict.Closed;
            }

            if (_writing)
            {
                if (IsOver(entry.Frame))
                {
                    return OutboxVerdict.Overflow;
                }

                Enqueue(entry);
                return OutboxVerdict.Taken;
            }

            _writing = true;
            _frames += entry.Frame.Frames;
            _bytes += entry.Frame.Length;
        }

        WriteInline(entry);
        return OutboxVerdict.Taken;
    }

    /// <summary>The last frame. What waits goes out before it, unless it is to be dropped.</summary>
    /// <returns>False when the socket was closing already.</returns>
    public bool Close(EncodedFrame closeFrame, bool dropPending)
    {
        var entry = new OutboxEntry(closeFrame, null, 0);
        lock (_gate)
        {
            if (_closing)
            {
                return false;
            }

            _closing = true;
            if (dropPending)
            {
                DropQueue();
            }

            if (_writing)
            {
                Enqueue(entry);
                return true;
            }

            _writing = true;
            _frames++;
            _bytes += closeFrame.Length;
        }

        WriteInline(entry);
        return true;
    }

    /// <summary>Takes nothing more, drops what waits, and completes when the output is not touched any
    /// longer.</summary>
    public Task EndAsync()
    {
        lock (_gate)
        {
            _closing = true;
            DropQueue();
            return QuietAsync();
        }
    }

    /// <summary>Completes when everything that was taken has been written, or the connection broke.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            return QuietAsync();
        }
    }

    private Task QuietAsync() => _writing
        ? (_quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task
        : Task.CompletedTask;

    private bool IsOver(EncodedFrame frame)
    {
        var frames = _frames + frame.Frames;
        var bytes = _bytes + frame.Length;
        if (frames <= limits.OutboxFrames && bytes <= limits.OutboxBytes)
        {
            return false;
        }

        // A burst to a healthy reader is larger than the outbox for some microseconds; a reader that stopped stays
        // behind.
        var since = _flushSince;
        var stalled = since != 0 && clock.GetElapsedTime(since) > limits.StallGrace;
        return stalled
            || frames > (long)limits.OutboxFrames * limits.BurstFactor
            || bytes > (long)limits.OutboxBytes * limits.BurstFactor;
    }

    private void Enqueue(in OutboxEntry entry)
    {
        _queue ??= ArrayPool<OutboxEntry>.Shared.Rent(16);
        if (_queued == _queue.Length)
        {
            var larger = ArrayPool<OutboxEntry>.Shared.Rent(_queue.Length * 2);
            Array.Copy(_queue, larger, _queued);
            ArrayPool<OutboxEntry>.Shared.Return(_queue, clearArray: true);
            _queue = larger;
        }

        _queue[_queued++] = entry;
        _frames += entry.Frame.Frames;
        _bytes += entry.Frame.Length;
    }

    private void DropQueue()
    {
        _dropping = true;
        for (var i = 0; i < _queued; i++)
        {
            _frames -= _queue![i].Frame.Frames;
            _bytes -= _queue[i].Frame.Length;
        }

        if (_queue is not null)
        {
            ArrayPool<OutboxEntry>.Shared.Return(_queue, clearArray: true);
            _queue = null;
        }

        _queued = 0;
    }

    private void WriteInline(in OutboxEntry entry)
    {
        var flush = Write(entry.Frame.Bytes);
        if (!flush.IsCompletedSuccessfully)
        {
            _ = FinishAsync(flush, entry);
            return;
        }

        Written(entry);
        if (!TryRest())
        {
            _ = PumpAsync(yield: true);
        }
    }

    private async Task FinishAsync(ValueTask flush, OutboxEntry entry)
    {
        if (await FlushedAsync(flush))
        {
            Written(entry);
            await PumpAsync(yield: false);
        }
    }

    private async Task PumpAsync(bool yield)
    {
        if (yield)
        {
            await Task.Yield(); // the caller has other sockets to serve
        }

        while (!TryRest())
        {
            var (batch, count) = Take();
            try
            {
                if (!await WriteBatchAsync(batch, count))
                {
                    return;
                }
            }
            finally
            {
                ArrayPool<OutboxEntry>.Shared.Return(batch, clearArray: true);
            }
        }
    }

    private async Task<bool> WriteBatchAsync(OutboxEntry[] batch, int count)
    {
        var joined = ArrayPool<byte>.Shared.Rent(BytesPerFlush);
        try
        {
            for (var from = 0; from < count && !Volatile.Read(ref _dropping);)
            {
                var to = Join(batch, from, count, joined, out var bytes);
                if (!await FlushedAsync(Write(bytes)))
                {
                    return false;
                }

                for (; from < to; from++)
                {
                    Written(batch[from]);
                }
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    /// <summary>As many frames as fit into one write; one that does not fit goes alone, without being copied.</summary>
    private static int Join(OutboxEntry[] batch, int from, int count, byte[] joined, out ReadOnlyMemory<byte> bytes)
    {
        var size = 0;
        var to = from;
        for (; to < count && size + batch[to].Frame.Length <= joined.Length; to++)
        {
            batch[to].Frame.Bytes.CopyTo(joined, size);
            size += batch[to].Frame.Length;
        }

        bytes = to > from + 1 ? joined.AsMemory(0, size) : batch[from].Frame.Bytes;
        return Math.Max(to, from + 1);
    }

    private ValueTask Write(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return output.WriteAsync(bytes);
        }
        catch (Exception fault) when (fault is ObjectDisposedException or InvalidOperationException or IOException)
        {
            return ValueTask.FromException(fault);
        }
    }

    private async ValueTask<bool> FlushedAsync(ValueTask flush)
    {
        Volatile.Write(ref _flushSince, clock.GetTimestamp());
        try
        {
            await flush;
            return true;
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException
            or InvalidOperationException or IOException)
        {
            // the connection is gone: the reader of the socket learns it as well and ends the session
        }
        finally
        {
            Volatile.Write(ref _flushSince, 0);
        }

        Break();
        return false;
    }

    private void Written(in OutboxEntry entry)
    {
        traffic.Sent(entry.Frame.Frames, entry.Frame.Length);
        entry.Mark?.Advance(entry.Seq);
        lock (_gate)
        {
            _frames -= entry.Frame.Frames;
            _bytes -= entry.Frame.Length;
        }
    }

    private (OutboxEntry[] Batch, int Count) Take()
    {
        lock (_gate)
        {
            var taken = (_queue!, _queued);
            (_queue, _queued) = (null, 0);
            _dropping = false; // what was enqueued after a drop, the close frame, goes out
            return taken;
        }
    }

    private bool TryRest()
    {
        TaskCompletionSource? quiet;
        lock (_gate)
        {
            if (_queued > 0)
            {
                return false;
            }

            _writing = false;
            quiet = _quiet;
            _quiet = null;
        }

        quiet?.TrySetResult();
        return true;
    }

    private void Break()
    {
        TaskCompletionSource? quiet;
        lock (_gate)
        {
            _closing = true;
            DropQueue();
            _writing = false;
            quiet = _quiet;
            _quiet = null;
        }

        quiet?.TrySetResult();
    }
}
