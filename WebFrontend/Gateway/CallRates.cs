using System.Runtime.InteropServices;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>How many calls a user may make: counted by this node alone, in strict modes.</summary>
/// <remarks>A limit against floods: each node has its own, and a minute that begins forgets the one before. Source:
/// security.md, rates, per user.</remarks>
internal sealed class CallRates(GatewayOptions options, TimeProvider clock)
{
    /// <summary>Calls of one user.</summary>
    public const int PerMinute = 600;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<int, int> _calls = [];
    private long _since = clock.GetTimestamp();

    /// <summary>Counts one more call.</summary>
    /// <returns>False when there were as many as allowed; that one is not counted.</returns>
    public bool TryTake(int userId)
    {
        if (!options.Strict)
        {
            return true;
        }

        lock (_gate)
        {
            if (clock.GetElapsedTime(_since) >= Window)
            {
                _calls.Clear();
                _since = clock.GetTimestamp();
            }

            ref var calls = ref CollectionsMarshal.GetValueRefOrAddDefault(_calls, userId, out _);
            if (calls >= PerMinute)
            {
                return false;
            }

            calls++;
            return true;
        }
    }
}
