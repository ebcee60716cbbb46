namespace OrleansChat.Benchmarks.Sockets;

/// <summary>What a <see cref="LoadLoop"/> tells, always on the thread of the loop.</summary>
internal interface ISocketEvents
{
    /// <summary>The server accepted the upgrade.</summary>
    void OnOpen(LoadSocket socket);

    /// <summary>A whole text message; the bytes are valid during the call.</summary>
    void OnText(LoadSocket socket, ReadOnlySpan<byte> payload, long now);

    /// <summary>The socket is gone, and not because the generator closed it.</summary>
    void OnClosed(LoadSocket socket, string reason);

    /// <summary>The moment of <see cref="LoadLoop.TickAt"/> has come.</summary>
    void OnTick(long now);
}
