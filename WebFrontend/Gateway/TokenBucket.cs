using System.Runtime.InteropServices;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>So many a second in the long run, so many at once after silence. For one reader: not
/// synchronised.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct TokenBucket(int perSecond, int burst)
{
    private double _tokens = burst;
    private long _filledAt;

    public bool TryTake(TimeProvider clock)
    {
        if (perSecond <= 0)
        {
            return true;
        }

        var now = clock.GetTimestamp();
        if (_filledAt != 0)
        {
            _tokens = Math.Min(burst, _tokens + (clock.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
        }

        _filledAt = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
