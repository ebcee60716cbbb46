using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace OrleansChat.Tests.Gateway;

/// <summary>A WebSocket client written by hand, so that it can do what a decent one would not.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly byte[] Mask = [0x37, 0xFA, 0x21, 0x3D];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25); // before the first ping, which it does not answer
    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;

    private RawClient(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
    }

    public static async Task<RawClient> ConnectAsync(Uri address, string path)
    {
        var client = await OpenAsync(address);
        var status = await client.RequestAsync(
            $"GET {path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 101", status, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", status, StringComparison.Ordinal);
        return client;
    }

    public static async Task<RawClient> OpenAsync(Uri address)
    {
        var tcp = new TcpClient { NoDelay = true, ReceiveBufferSize = 32 * 1024 };
        await tcp.ConnectAsync(address.Host, address.Port);
        return new RawClient(tcp);
    }

    /// <summary>Sends a request head and reads the head of the answer.</summary>
    public async Task<string> RequestAsync(string head)
    {
        await WriteAsync(Encoding.ASCII.GetBytes(head));
        var answer = new StringBuilder();
        var one = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await ReadExactlyAsync(one);
            answer.Append((char)one[0]);
        }

        return answer.ToString();
    }

    public Task WriteAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes).AsTask();

    public Task SendAsync(string text) => WriteAsync(Frame(0x81, Encoding.UTF8.GetBytes(text)));

    public static byte[] Frame(byte first, ReadOnlySpan<byte> payload, bool masked = true)
    {
        var header = payload.Length < 126 ? 2 : payload.Length <= ushort.MaxValue ? 4 : 10;
        var frame = new byte[header + (masked ? 4 : 0) + payload.Length];
        frame[0] = first;
        frame[1] = (byte)((masked ? 0x80 : 0) | (header == 2 ? payload.Length : header == 4 ? 126 : 127));
        if (header == 4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }
        else if (header == 10)
        {
            BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
        }

        var at = header;
        if (masked)
        {
            Mask.CopyTo(frame, at);
            at += 4;
        }

        for (var i = 0; i < payload.Length; i++)
        {
            frame[at + i] = masked ? (byte)(payload[i] ^ Mask[i % 4]) : payload[i];
        }

        return frame;
    }

    /// <summary>The next frame, whatever it is.</summary>
    public async Task<(int Opcode, byte[] Payload)> ReadFrameAsync()
    {
        var header = new byte[2];
        await ReadExactlyAsync(header);
        Assert.Equal(0, header[1] & 0x80); // a server does not mask
        Assert.Equal(0x80, header[0] & 0xF0); // whole frames, no extension
        var length = header[1] & 0x7F;
        if (length == 126)
        {
            var wide = new byte[2];
            await ReadExactlyAsync(wide);
            length = BinaryPrimitives.ReadUInt16BigEndian(wide);
        }
        else if (length == 127)
        {
            var wide = new byte[8];
            await ReadExactlyAsync(wide);
            length = (int)BinaryPrimitives.ReadUInt64BigEndian(wide);
        }

        var payload = new byte[length];
        await ReadExactlyAsync(payload);
        return (header[0] & 0x0F, payload);
    }

    public async Task<string> ReadTextAsync()
    {
        var (opcode, payload) = await ReadFrameAsync();
        Assert.Equal(1, opcode);
        return Encoding.UTF8.GetString(payload);
    }

    /// <summary>Skips data until the close frame.</summary>
    public async Task<(int Code, string Reason)> ReadCloseAsync()
    {
        while (true)
        {
            var (opcode, payload) = await ReadFrameAsync();
            if (opcode == 8)
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(payload.AsSpan(2)));
            }
        }
    }

    /// <summary>True when the server ended the connection, politely or not.</summary>
    public async Task<bool> IsEndedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var rest = new byte[4096];
        try
        {
            while (await _stream.ReadAsync(rest, patience.Token) > 0)
            {
            }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _tcp.Dispose();

    private async Task ReadExactlyAsync(Memory<byte> buffer)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _stream.ReadExactlyAsync(buffer, patience.Token);
    }
}
