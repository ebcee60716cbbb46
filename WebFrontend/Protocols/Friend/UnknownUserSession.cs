using System.Buffers;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>The socket of a user who does not exist: it is told so, and closes.</summary>
internal sealed class UnknownUserSession : ISocketHandler
{
    public UnknownUserSession(SocketSession socket, int userId, FriendParts parts)
    {
        var frame = new ArrayBufferWriter<byte>();
        var now = parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        parts.Codec.WriteRefusal(frame, userId, "", FriendErrors.UserUnknown, now);
        socket.TrySend(frame.WrittenMemory);
        socket.Close(SocketCloseCode.PolicyViolation, "no such user");
    }

    public ValueTask OnTextAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation) => default;

    public void OnRateLimited(ReadOnlyMemory<byte> frame)
    {
    }

    public void OnSessionEnded(Notice notice)
    {
    }
}
