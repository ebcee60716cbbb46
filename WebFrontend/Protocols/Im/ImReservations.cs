using System.Collections.Concurrent;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Which message ids this node reserved lately, and for whom: their messages need not be asked about
/// elsewhere.</summary>
internal sealed class ImReservations(TimeProvider clock)
{
    /// <summary>More are forgotten: then the grain is asked.</summary>
    private const int MaxKept = 100_000;

    private readonly ConcurrentDictionary<long, int> _owners = new();

    /// <summary>An id was reserved.</summary>
    public void Add(long messageId, int userId)
    {
        if (_owners.Count < MaxKept)
        {
            _owners[messageId] = userId;
        }
    }

    /// <summary>Whether the id is reserved for this user, as far as this node knows.</summary>
    public bool IsFor(int userId, long messageId) => _owners.TryGetValue(messageId, out var owner) && owner == userId;

    /// <summary>Forgets those whose time is over.</summary>
    public void Sweep()
    {
        var now = clock.GetUtcNow();
        foreach (var (messageId, _) in _owners)
        {
            if (now - ImIds.TimeOf(messageId) > ImLimits.ReservedFor)
            {
                _owners.TryRemove(messageId, out _);
            }
        }
    }
}
