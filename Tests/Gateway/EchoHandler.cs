using System.Text;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

/// <summary>Answers with what it got; a few words make it misbehave.</summary>
internal sealed class EchoHandler(SocketSession session) : ISocketHandler
{
    private static int _waits;

    /// <summary>Completes the answers to "wait".</summary>
    public static TaskCompletionSource Gate { get; set; } = new();

    /// <summary>How many "wait" came so far.</summary>
    public static int Waits => Volatile.Read(ref _waits);

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
                Interlocked.Increment(ref _waits);
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
