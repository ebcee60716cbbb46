using System.Buffers;
using System.Diagnostics;
using System.Net.WebSockets;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Reads one socket to its end: whole text messages, within the limits, one after another to the
/// handler.</summary>
/// <remarks>Waits with an empty read, so that an idle socket holds no buffer.</remarks>
internal sealed class SocketReader(
    WebSocket socket, SocketSession session, ISocketHandler handler, SocketSurroundings surroundings)
{
    private const int FirstBuffer = 4096;
    private const int BytesPerFurtherFragment = 256;
    private readonly SocketLimits _limits = surroundings.Limits;
    private TokenBucket _bucket = new(surroundings.Limits.FramesPerSecond, surroundings.Limits.Burst);
    private byte[] _buffer = [];
    private int _refusals;
    private long _refusingSince;

    /// <summary>Lets the protocol have the first word.</summary>
    public async ValueTask OpenAsync()
    {
        if (session.IsClosing)
        {
            return;
        }

        session.WorkBegins();
        try
        {
            await handler.OnOpenAsync(session.Closing);
        }
        catch (OperationCanceledException) when (session.IsClosing)
        {
            // nobody waits for it any longer
        }
        catch (Exception fault)
        {
            session.Fail(fault);
        }
        finally
        {
            session.WorkEnds();
        }
    }

    /// <summary>Completes when the client said good-bye or the connection is gone.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            var waiting = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (waiting.MessageType is WebSocketMessageType.Close)
            {
                return;
            }

            _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
            try
            {
                if (!await ReadMessageAsync(waiting))
                {
                    return;
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = [];
                session.MessageEnds();
            }
        }
    }

    private async ValueTask<bool> ReadMessageAsync(ValueWebSocketReceiveResult result)
    {
        var isBinary = result.MessageType is WebSocketMessageType.Binary;
        if (isBinary && !_limits.IgnoresBinary)
        {
            session.Close(SocketCloseCode.UnsupportedData, "text only");
        }

        // Each read fills the buffer or ends a fragment, so that the reads are the fragments and the buffer's few steps
        // of growth.
        var length = 0;
        var reads = 0;
        session.MessageBegins();
        while (!result.EndOfMessage)
        {
            var room = Math.Min(_buffer.Length, _limits.MaxMessageBytes + 1) - length;
            result = await socket.ReceiveAsync(_buffer.AsMemory(length, room), CancellationToken.None);
            if (result.MessageType is WebSocketMessageType.Close)
            {
                return false;
            }

            // After our close frame the rest of what the client says goes nowhere.
            length = session.IsClosing ? 0 : length + result.Count;
            if (!result.EndOfMessage && !session.IsClosing)
            {
                Continue(length, ++reads);
            }
        }

        if (!session.IsClosing && length > _limits.MaxMessageBytes)
        {
            session.Close(SocketCloseCode.TooBig, "the message is too large");
        }

        if (!session.IsClosing)
        {
            session.MessageEnds();
            if (isBinary)
            {
                return true;
            }

            await DispatchAsync(_buffer.AsMemory(0, length));
        }

        return true;
    }

    private void Continue(int length, int reads)
    {
        if (length > _limits.MaxMessageBytes)
        {
            session.Close(SocketCloseCode.TooBig, "the message is too large");
        }
        else if (reads > _limits.MaxFragments + (length / BytesPerFurtherFragment))
        {
            session.Close(SocketCloseCode.PolicyViolation, "too many fragments");
        }
        else if (length == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(length * 4, _limits.MaxMessageBytes + 1));
            _buffer.AsSpan().CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }

    private async ValueTask DispatchAsync(ReadOnlyMemory<byte> message)
    {
        session.Traffic.Received(message.Length);
        session.WorkBegins();
        using var span = SocketTracing.Begin(session);
        try
        {
            if (_bucket.TryTake(surroundings.Clock))
            {
                await handler.OnTextAsync(message, session.Closing);
            }
            else if (MayRefuse())
            {
                handler.OnRateLimited(message);
            }
            else
            {
                session.Close(SocketCloseCode.PolicyViolation, "too many messages");
            }
        }
        catch (OperationCanceledException) when (session.IsClosing)
        {
            // nobody waits for the answer any longer
        }
        catch (Exception fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            session.Fail(fault);
        }
        finally
        {
            session.WorkEnds();
        }
    }

    private bool MayRefuse()
    {
        if (_refusals == 0 || surroundings.Clock.GetElapsedTime(_refusingSince) > _limits.RefusalWindow)
        {
            _refusals = 0;
            _refusingSince = surroundings.Clock.GetTimestamp();
        }

        return ++_refusals <= _limits.MaxRefusals;
    }
}
