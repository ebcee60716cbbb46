using System.Text;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

/// <summary>Takes <c>target:text</c> and answers with it in the target's lane; <c>wait</c> waits for the gate,
/// <c>fault</c> throws.</summary>
internal sealed class LaneHandler : ISocketHandler
{
    private readonly SocketSession _session;
    private readonly Task _gate;
    private readonly TargetLanes<char, string> _lanes;

    public LaneHandler(SocketSession session, Task gate)
    {
        (_session, _gate) = (session, gate);
        _lanes = new TargetLanes<char, string>(session, AnswerAsync);
    }

    public ValueTask OnTextAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation) =>
        _lanes.EnterAsync((char)frame.Span[0], Encoding.UTF8.GetString(frame.Span));

    public void OnRateLimited(ReadOnlyMemory<byte> frame) => throw new NotSupportedException();

    public void OnSessionEnded(Notice notice) => throw new NotSupportedException();

    private async ValueTask AnswerAsync(string text)
    {
        if (text[2..] is "fault")
        {
            throw new InvalidDataException("The test asked for it.");
        }

        if (text[2..] is "wait")
        {
            await _gate;
        }

        _session.TrySend(Encoding.UTF8.GetBytes(text));
    }
}
