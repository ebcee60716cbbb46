namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>The last number that each publisher of a stream sent here. Those that fell silent are forgotten.</summary>
/// <remarks>A publisher that was forgotten too early causes a suspicion too many, nothing else.</remarks>
internal sealed class BatchNumbers(TimeProvider clock)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Guid, (long Number, long At)> _last = [];

    /// <summary>Notes a batch.</summary>
    public BatchPlace Take(Guid publisher, long number)
    {
        var now = clock.GetTimestamp();
        if (!_last.TryGetValue(publisher, out var last))
        {
            ForgetSilent(now);
        }

        if (number <= last.Number)
        {
            return BatchPlace.Repeated;
        }

        _last[publisher] = (number, now);
        return number == last.Number + 1 ? BatchPlace.Next : BatchPlace.AfterHole;
    }

    private void ForgetSilent(long now)
    {
        foreach (var (publisher, last) in _last)
        {
            if (clock.GetElapsedTime(last.At, now) > Memory)
            {
                _last.Remove(publisher);
            }
        }
    }
}
