namespace OrleansChat.WebFrontend.Gateway.Receipts;

/// <summary>Places of one conversation as stretches behind one place up to another, in order and apart from each
/// other.</summary>
internal sealed class Stretches
{
    /// <summary>Of more, the lowest are forgotten.</summary>
    public const int Most = 1_000;

    private readonly List<(long After, long Seq)> _list = [];

    public IReadOnlyList<(long After, long Seq)> All => _list;

    public bool IsEmpty => _list.Count == 0;

    public void Add(long after, long seq)
    {
        var from = _list.Count;
        while (from > 0 && _list[from - 1].After > seq)
        {
            from--;
        }

        var end = from;
        while (from > 0 && _list[from - 1].Seq >= after)
        {
            from--;
            after = Math.Min(after, _list[from].After);
            seq = Math.Max(seq, _list[from].Seq);
        }

        _list.RemoveRange(from, end - from);
        _list.Insert(from, (after, seq));
        if (_list.Count > Most)
        {
            _list.RemoveAt(0);
        }
    }

    public void Remove(long after, long seq)
    {
        for (var i = _list.Count - 1; i >= 0 && _list[i].Seq > after; i--)
        {
            var one = _list[i];
            if (one.After >= seq)
            {
                continue;
            }

            _list.RemoveAt(i);
            if (one.Seq > seq)
            {
                _list.Insert(i, (seq, one.Seq));
            }

            if (one.After < after)
            {
                _list.Insert(i, (one.After, after));
            }
        }
    }
}
