using System.Collections.Immutable;

namespace OrleansChat.Presence;

/// <summary>Things that are true for ninety seconds after somebody last said so. Source: semantics.md, delivery
/// 15.</summary>
internal sealed class Leases<TKey, TValue>(TimeProvider clock)
    where TKey : notnull
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(90);

    private readonly Dictionary<TKey, (TValue Value, DateTimeOffset Until)> _leaseByKey = [];
    private ImmutableArray<TKey> _keys = [];
    private DateTimeOffset _nextExpiry = DateTimeOffset.MaxValue;

    /// <summary>Called for each lease that nobody renewed, when that is noticed.</summary>
    public Action<TKey, TValue>? Ended { private get; init; }

    /// <summary>What holds now; asking costs nothing while nothing expires.</summary>
    public ImmutableArray<TKey> Keys
    {
        get
        {
            Expire();
            return _keys;
        }
    }

    public IEnumerable<TValue> Values
    {
        get
        {
            Expire();
            return _leaseByKey.Values.Select(lease => lease.Value);
        }
    }

    /// <summary>What was last said under a key that holds, or null.</summary>
    public TValue? Find(TKey key) => _leaseByKey.TryGetValue(key, out var lease) ? lease.Value : default;

    public void Renew(TKey key, TValue value)
    {
        _leaseByKey[key] = (value, clock.GetUtcNow() + Length);
        Recount();
    }

    public void End(TKey key)
    {
        _leaseByKey.Remove(key);
        Recount();
    }

    public void Clear()
    {
        _leaseByKey.Clear();
        Recount();
    }

    /// <summary>Notices what nobody renewed.</summary>
    public void Expire()
    {
        var now = clock.GetUtcNow();
        if (now < _nextExpiry)
        {
            return;
        }

        foreach (var (key, lease) in _leaseByKey.Where(lease => lease.Value.Until <= now).ToArray())
        {
            _leaseByKey.Remove(key);
            Ended?.Invoke(key, lease.Value);
        }

        Recount();
    }

    private void Recount()
    {
        _keys = [.. _leaseByKey.Keys];
        _nextExpiry = _leaseByKey.Count == 0 ? DateTimeOffset.MaxValue : _leaseByKey.Values.Min(lease => lease.Until);
    }
}
