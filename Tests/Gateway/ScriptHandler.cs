using System.Text;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

/// <summary>Does what a test wrote down; without a line for it, it answers with what it got.</summary>
internal sealed class ScriptHandler(SocketSession session) : ISocketHandler
{
    public Func<CancellationToken, ValueTask>? Open { get; init; }

    /// <summary>Answers, or null for the echo.</summary>
    public Func<string, ValueTask<string?>>? Text { get; init; }

    public ValueTask OnOpenAsync(CancellationToken cancellation) => Open?.Invoke(cancellation) ?? default;

    public async ValueTask OnTextAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetString(frame.Span);
        var answer = Text is null ? null : await Text(text);
        session.TrySend(Encoding.UTF8.GetBytes(answer ?? text));
    }

    public void OnRateLimited(ReadOnlyMemory<byte> frame) => session.TrySend("slower"u8.ToArray());

    public void OnSessionEnded(Notice notice) => session.Close(4001, $"ended {notice.Count}");
}
