using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols;

/// <summary>A real WebSocket client that keeps every frame it got until a test asks for it.</summary>
public sealed class WireSocket : IAsyncDisposable
{
    /// <summary>Never reached by a server that works; a failing wait must end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<string> _frames = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];
    private Task _reading = Task.CompletedTask;

    /// <summary>Everything asked for or passed over so far, oldest first.</summary>
    public IReadOnlyList<string> Seen => _seen;

    /// <summary>The server said good-bye, or the connection is gone.</summary>
    public bool IsEnded => _reading.IsCompleted;

    /// <summary>Fails when a frame is not what the protocol's document says; null for no check.</summary>
    public Action<JsonElement>? Check { get; init; }

    public static Task<WireSocket> ConnectAsync(Uri url, params (string Name, string Value)[] headers) =>
        ConnectAsync(url, check: null, headers);

    public static async Task<WireSocket> ConnectAsync(
        Uri url, Action<JsonElement>? check, params (string Name, string Value)[] headers)
    {
        var wire = new WireSocket { Check = check };
        foreach (var (name, value) in headers)
        {
            wire._socket.Options.SetRequestHeader(name, value);
        }

        using var patience = new CancellationTokenSource(Patience);
        await wire._socket.ConnectAsync(url, patience.Token);
        wire._reading = wire.ReadAsync();
        return wire;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] payload, WebSocketMessageType type = WebSocketMessageType.Text) =>
        _socket.SendAsync(payload, type, endOfMessage: true, CancellationToken.None);

    /// <summary>The next frame that fits; those before it stay in <see cref="Seen"/>.</summary>
    public async Task<JsonElement> ExpectAsync(string what, Func<JsonElement, bool> fits)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var text = await _frames.Reader.ReadAsync(patience.Token);
                _seen.Add(text);
                var frame = JsonDocument.Parse(text).RootElement;
                Check?.Invoke(frame);
                if (fits(frame))
                {
                    return frame;
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException(
                $"Waiting for {what}; the socket is {_socket.State} ({_socket.CloseStatus}, "
                + $"{_socket.CloseStatusDescription}). Seen: {string.Join('\n', _seen)}",
                failure);
        }
    }

    /// <summary>The code with which the server closed; 1006 when the connection broke without one.</summary>
    public async Task<(int Code, string Reason)> ClosedAsync()
    {
        await _reading.WaitAsync(Patience);
        return ((int)(_socket.CloseStatus ?? (WebSocketCloseStatus)1006), _socket.CloseStatusDescription ?? "");
    }

    /// <summary>Says good-bye and takes what was still on its way; the answer is all that ever came.</summary>
    public async Task<IReadOnlyList<string>> CloseAsync()
    {
        await DisposeAsync();
        while (_frames.Reader.TryRead(out var text))
        {
            _seen.Add(text);
        }

        return _seen;
    }

    /// <summary>Breaks the connection without a close frame, as a train in a tunnel does.</summary>
    public void Drop() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        if (_socket.State is WebSocketState.Open)
        {
            using var patience = new CancellationTokenSource(Patience);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            await _reading.WaitAsync(Patience);
        }

        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (await SocketText.ReadAsync(_socket, buffer) is { } text)
            {
                _frames.Writer.TryWrite(Encoding.UTF8.GetString(text.Span));
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // the connection is gone: ClosedAsync tells
        }
        finally
        {
            _frames.Writer.Complete();
        }
    }
}
