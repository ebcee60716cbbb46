using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>How fast one client may send. What it confirms is counted apart: it answers others, who may be many, and
/// after some time away a thousand of them at once.</summary>
/// <remarks>For the reader of the socket alone: not synchronised.</remarks>
internal sealed class ImRate(SocketLimits limits, TimeProvider clock)
{
    private const int ConfirmationsPerFrame = 50;
    private TokenBucket _frames = new(limits.FramesPerSecond, limits.Burst);
    private TokenBucket _confirmations = new(
        limits.FramesPerSecond * ConfirmationsPerFrame, limits.Burst * ConfirmationsPerFrame);
    private int _refusals;
    private long _refusingSince;

    public ImRateVerdict TakeFrame() => _frames.TryTake(clock) ? ImRateVerdict.Taken : Refuse();

    public ImRateVerdict TakeConfirmation() => _confirmations.TryTake(clock) ? ImRateVerdict.Taken : Refuse();

    private ImRateVerdict Refuse()
    {
        if (_refusals == 0 || clock.GetElapsedTime(_refusingSince) > limits.RefusalWindow)
        {
            _refusals = 0;
            _refusingSince = clock.GetTimestamp();
        }

        return ++_refusals <= limits.MaxRefusals ? ImRateVerdict.Refused : ImRateVerdict.Closed;
    }
}
