using System.Net.Sockets;
using System.Text;

namespace OrleansChat.Tests.Protocols;

/// <summary>A client that shakes hands and then reads nothing, with a receive buffer as small as the system lets it
/// be.</summary>
public sealed class SilentSocket : IAsyncDisposable
{
    private readonly Socket _socket;

    private SilentSocket(Socket socket) => _socket = socket;

    public static async Task<SilentSocket> ConnectAsync(Uri url, params (string Name, string Value)[] headers)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2_048 };
        await socket.ConnectAsync(url.Host, url.Port);
        var request = new StringBuilder()
            .Append($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n")
            .Append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
        foreach (var (name, value) in headers)
        {
            request.Append($"{name}: {value}\r\n");
        }

        await socket.SendAsync(Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()));
        var head = new byte[12];
        await socket.ReceiveAsync(head);
        Assert.Equal("HTTP/1.1 101", Encoding.ASCII.GetString(head));
        return new SilentSocket(socket);
    }

    /// <summary>Wakes up and counts the bytes until the server's end of the connection.</summary>
    public async Task<long> ReadToEndAsync()
    {
        var buffer = new byte[65_536];
        var total = 0L;
        try
        {
            while (await _socket.ReceiveAsync(buffer) is var count and > 0)
            {
                total += count;
            }
        }
        catch (SocketException)
        {
            // reset: an end as well
        }

        return total;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
