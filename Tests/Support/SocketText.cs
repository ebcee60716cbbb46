using System.Net.WebSockets;

namespace OrleansChat.Tests.Support;

/// <summary>Reads a client's socket.</summary>
internal static class SocketText
{
    /// <summary>The next message, whole, in the buffer until the next call; null when the server has closed, which is
    /// answered.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(ClientWebSocket socket, byte[] buffer)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            length += part.Count;
        }
        while (!part.EndOfMessage);

        if (part.MessageType is not WebSocketMessageType.Close)
        {
            return buffer.AsMemory(0, length);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return null;
    }
}
