using OrleansChat.Fanout;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>A protocol's side of one open socket.</summary>
public interface ISocketHandler
{
    /// <summary>Called once, after the handshake was answered and before the first frame is read: frames are read when
    /// it returns. What takes long goes into a task that <see cref="SocketSession.Closing"/> ends.</summary>
    /// <param name="cancellation">The socket is closing.</param>
    /// <remarks>An exception closes the socket with 1011.</remarks>
    ValueTask OnOpenAsync(CancellationToken cancellation) => default;

    /// <summary>One whole text message, valid UTF-8, at most the protocol's limit. The next one waits until this
    /// returns; what may take long goes into <see cref="TargetLanes{TTarget, TFrame}"/>.</summary>
    /// <param name="frame">Valid until the returned task completes.</param>
    /// <param name="cancellation">The socket is closing.</param>
    /// <remarks>Hostile bytes are an answer, not an exception; an exception closes the socket with 1011.</remarks>
    ValueTask OnTextAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation);

    /// <summary>The client sent faster than <c>Chat:RateLimit:FramesPerSecond</c>: answer so; the frame has no other
    /// effect.</summary>
    void OnRateLimited(ReadOnlyMemory<byte> frame);

    /// <summary>The session behind the socket ended: say so in the protocol's words and close. Called before the
    /// gateway drops the socket.</summary>
    /// <param name="notice">Kind <see cref="NoticeKind.SessionEnded"/>.</param>
    void OnSessionEnded(Notice notice);

    /// <summary>The name or picture of the socket's user changed, or whether he may speak: what the handler remembers
    /// of it is old. Called from any thread.</summary>
    void OnProfileChanged()
    {
    }
}
