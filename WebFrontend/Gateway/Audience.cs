namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The sockets that share a codec and a conversation. A value: a delivery walks it while others join and
/// leave.</summary>
internal sealed class Audience
{
    private readonly Subscription[] _items;

    private Audience(IFrameCodec codec, Subscription[] items, int count)
    {
        Codec = codec;
        _items = items;
        Count = count;
    }

    public Audience(Subscription first)
        : this(first.Session.Codec, [first], 1)
    {
    }

    public IFrameCodec Codec { get; }

    public int Count { get; }

    public ReadOnlySpan<Subscription> Items => _items.AsSpan(0, Count);

    /// <summary>Only the newest value may be added to: room behind its end is shared with values that do not see
    /// it.</summary>
    public Audience With(Subscription one)
    {
        var items = _items;
        if (Count == items.Length)
        {
            items = new Subscription[Count * 2];
            _items.CopyTo(items, 0);
        }

        items[Count] = one;
        return new Audience(Codec, items, Count + 1);
    }

    public Audience? Without(Subscription one)
    {
        var at = Items.IndexOf(one);
        if (at < 0)
        {
            return this;
        }

        if (Count == 1)
        {
            return null;
        }

        var items = new Subscription[Count - 1];
        Items[..at].CopyTo(items);
        Items[(at + 1)..].CopyTo(items.AsSpan(at));
        return new Audience(Codec, items, Count - 1);
    }
}
