using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace OrleansChat.Benchmarks.Sockets;

/// <summary>The client's half of the WebSocket opening (RFC 6455, section 4.1).</summary>
internal static class Handshake
{
    private const string Key = "b3JsZWFucy1jaGF0LWJlbg==";
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static readonly byte[] Accept = ExpectedAnswer();

    public static byte[] Request(IPEndPoint server, string path, string token) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Key}\r\nFZM-AUTH-TOKEN: {token}\r\n\r\n");

    /// <summary>Reads the server's answer.</summary>
    /// <returns>Its length, 0 when it is not complete yet, -1 when it refuses.</returns>
    public static int Read(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return 0;
        }

        var head = received[..end];
        return head.StartsWith("HTTP/1.1 101"u8) && head.IndexOf(Accept) >= 0 ? end + 4 : -1;
    }

#pragma warning disable CA5350 // RFC 6455 prescribes SHA-1 here; nothing is protected by it
    private static byte[] ExpectedAnswer() => Encoding.ASCII.GetBytes(
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(Key + Magic))));
#pragma warning restore CA5350
}
