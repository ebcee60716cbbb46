using System.Collections.Concurrent;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The sockets of visitors on this node. They have no account, no presence and no read positions.</summary>
internal sealed class VisitorTable
{
    private readonly ConcurrentDictionary<SocketSession, byte> _sockets = new();

    public IEnumerable<SocketSession> All => _sockets.Select(one => one.Key);

    public void Add(SocketSession session) => _sockets[session] = 0;

    public void Remove(SocketSession session) => _sockets.TryRemove(session, out _);
}
