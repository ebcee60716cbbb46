using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OrleansChat.Benchmarks.Sockets;

/// <summary>One client's connection, driven by a <see cref="LoadLoop"/>. Not thread-safe on purpose.</summary>
internal sealed class LoadSocket(string token) : IDisposable
{
    private Socket? _socket;
    private byte[] _unsent = [];

    /// <summary>The session token that opens the socket.</summary>
    public string Token { get; } = token;

    /// <summary>Where the protocol answers the opening.</summary>
    public string Path { get; init; } = "/ws";

    /// <summary>The first bytes after the opening: whole frames, of which one is answered.</summary>
    public byte[] Greeting { get; init; } = [];

    public SocketState State { get; set; }

    /// <summary>Index in the loop that drives the socket.</summary>
    public int Key { get; set; }

    /// <summary>Which conversation the user is in; each workload gives a user one.</summary>
    public int Conversation { get; set; }

    /// <summary>Place among the members of the conversation.</summary>
    public int Slot { get; set; }

    public long LastLogId { get; set; }

    public long StartedAt { get; set; }

    /// <summary>Bytes of a frame whose end has not arrived.</summary>
    public byte[] Carry { get; private set; } = [];

    public int CarryLength { get; private set; }

    public int Descriptor { get; private set; } = -1;

    public bool HasUnsent => _unsent.Length > 0;

    public void Connect(IPEndPoint server, IPAddress? source)
    {
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (source is not null)
        {
            _socket.Bind(new IPEndPoint(source, 0));
        }

        _socket.Connect(server);
        Descriptor = (int)_socket.Handle;
        State = SocketState.Connecting;
    }

    /// <summary>Writes, and keeps what the kernel does not take.</summary>
    /// <returns>False when the connection is gone.</returns>
    public bool Send(ReadOnlySpan<byte> bytes)
    {
        if (_unsent.Length > 0)
        {
            _unsent = [.. _unsent, .. bytes];
            return true;
        }

        var sent = Write(bytes);
        if (sent >= 0 && sent < bytes.Length)
        {
            _unsent = bytes[sent..].ToArray();
        }

        return sent >= 0;
    }

    /// <summary>Writes what was kept.</summary>
    public bool Flush()
    {
        var sent = Write(_unsent);
        _unsent = sent < 0 ? [] : _unsent[sent..];
        return sent >= 0;
    }

    public void KeepCarry(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > Carry.Length)
        {
            Carry = new byte[rest.Length + 1024];
        }

        rest.CopyTo(Carry);
        CarryLength = rest.Length;
    }

    public void Dispose()
    {
        State = SocketState.Closed;
        _socket?.Dispose();
        _socket = null;
        Descriptor = -1;
    }

    private int Write(ReadOnlySpan<byte> bytes)
    {
        if (Descriptor < 0 || bytes.IsEmpty)
        {
            return Descriptor < 0 ? -1 : 0;
        }

        var sent = (int)Libc.Send(
            Descriptor, ref MemoryMarshal.GetReference(bytes), bytes.Length, Libc.DontWait | Libc.NoSignal);
        return sent >= 0 ? sent : Marshal.GetLastPInvokeError() == Libc.TryAgain ? 0 : -1;
    }
}
