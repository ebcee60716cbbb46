using System.Text;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

/// <summary>Answers with what it got; a few words make it misbehave.</summary>
internal sealed class EchoHandler(SocketSession session) : ISocketHandler
{
    /// <summary>Completes the answers to "wait".</summary>
    public static TaskCompletionSource Gate { get; set; } = new();

    public async ValueTask OnTextAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        switch (Encoding.UTF8.GetString(frame.Span))
        {
            case "fault":
                throw new InvalidDataException("The test asked for it.");
            case "bye":
                session.TrySend("last words"u8.ToArray());
                session.Close(4001, "as you wish");
                break;
            case "wait":
                await Gate.Task;
                session.TrySend("waited"u8.ToArray());
                break;
            default:
                session.TrySend(frame);
                break;
        }
    }

    public void OnRateLimited(ReadOnlyMemory<byte> frame) => session.TrySend("slower"u8.ToArray());

    public void OnSessionEnded(Notice notice) => session.Close(4001, $"ended {notice.Count}");
}
