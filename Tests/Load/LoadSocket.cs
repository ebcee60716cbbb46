using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Load;

/// <summary>One connection to one node. Frames wait until they are asked for; a peer that answers no ping for five
/// seconds is gone.</summary>
internal sealed class LoadSocket : IAsyncDisposable
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();
    private Task _reading = Task.CompletedTask;
    private long _heardAt = Environment.TickCount64;

    private LoadSocket(LoadNode node) => Node = node;

    public LoadNode Node { get; }

    public ChannelReader<JsonElement> Frames => _frames.Reader;

    /// <summary>1006 when the connection broke without a code.</summary>
    public int CloseCode => (int)(_socket.CloseStatus ?? (WebSocketCloseStatus)1006);

    public TimeSpan Silence => TimeSpan.FromMilliseconds(Environment.TickCount64 - Volatile.Read(ref _heardAt));

    public static async Task<LoadSocket> OpenAsync(LoadNode node, string token, CancellationToken cancellation)
    {
        var socket = new LoadSocket(node);
        socket._socket.Options.SetRequestHeader("FZM-AUTH-TOKEN", token);
        socket._socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(2);
        socket._socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(5);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(ConnectPatience);
        try
        {
            await socket._socket.ConnectAsync(new Uri($"ws://{node.Chat33.Authority}/ws"), patience.Token);
        }
        catch
        {
            await socket.DisposeAsync();
            throw;
        }

        socket._reading = socket.ReadAsync();
        return socket;
    }

    public async Task SendAsync(byte[] frame)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Break() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await SocketText.ReadAsync(_socket, buffer) is { } text)
            {
                Volatile.Write(ref _heardAt, Environment.TickCount64);
                using var frame = JsonDocument.Parse(text);
                _frames.Writer.TryWrite(frame.RootElement.Clone());
            }
        }
        catch (Exception fault)
            when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // the connection is gone: CloseCode tells
        }
        finally
        {
            _frames.Writer.Complete();
        }
    }
}
