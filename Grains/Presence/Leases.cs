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

    private void Expire()
    {
        var now = clock.GetUtcNow();
        if (now < _nextExpiry)
        {
            return;
        }

        foreach (var key in _leaseByKey.Where(lease => lease.Value.Until <= now).Select(lease => lease.Key).ToArray())
        {
            _leaseByKey.Remove(key);
        }

        Recount();
    }

    private void Recount()
    {
        _keys = [.. _leaseByKey.Keys];
        _nextExpiry = _leaseByKey.Count == 0 ? DateTimeOffset.MaxValue : _leaseByKey.Values.Min(lease => lease.Until);
    }
}
