namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>How often a socket wrote to nobody lately: who tries many ids is looking for users.</summary>
internal sealed class UnknownReceivers(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Queue<long> _times = new();

    /// <returns>Whether there were too many within a minute.</returns>
    public bool Add()
    {
        lock (_gate)
        {
            while (_times.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) > Window)
            {
                _times.Dequeue();
            }

            _times.Enqueue(clock.GetTimestamp());
            return _times.Count >= FriendLimits.MaxUnknownReceivers;
        }
    }
}
