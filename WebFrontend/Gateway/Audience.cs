namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The sockets that share a codec and a conversation: a delivery walks it while others join and leave.
/// </summary>
/// <remarks>Who joins takes the place behind the last one, which older values do not see; who leaves empties his place
/// for all of them. When places run out or most are empty, the rest moves to an array of its own. So one who comes or
/// goes costs the same among five sockets and among five thousand.</remarks>
internal sealed class Audience
{
    private const int FirstLength = 4;

    private readonly Subscription?[] _places;
    private readonly int _end;
    private readonly int _count;

    private Audience(IFrameCodec codec, Subscription?[] places, int end, int count)
    {
        Codec = codec;
        _places = places;
        _end = end;
        _count = count;
    }

    public Audience(Subscription first)
        : this(first.Session.Codec, [first], 1, 1) => first.Slot = 0;

    public IFrameCodec Codec { get; }

    /// <summary>Who listens; null in the places of those who left.</summary>
    public ReadOnlySpan<Subscription?> Places => _places.AsSpan(0, _end);

    /// <summary>Only the newest value may be added to or taken from, by one at a time.</summary>
    public Audience With(Subscription one)
    {
        var rest = _end < _places.Length ? this : Move(_count * 2);
        one.Slot = rest._end;
        rest._places[rest._end] = one;
        return new Audience(Codec, rest._places, rest._end + 1, rest._count + 1);
    }

    /// <summary>Null when he was the last one.</summary>
    public Audience? Without(Subscription one)
    {
        if (one.Slot >= _end || _places[one.Slot] != one)
        {
            return this; // he is not here
        }

        _places[one.Slot] = null;
        var rest = new Audience(Codec, _places, _end, _count - 1);
        return rest._count == 0 ? null
            : rest._end > FirstLength && rest._count * 4 < rest._end ? rest.Move(rest._count * 2)
            : rest;
    }

    private Audience Move(int length)
    {
        var places = new Subscription?[Math.Max(length, FirstLength)];
        var end = 0;
        foreach (var one in Places)
        {
            if (one is not null)
            {
                one.Slot = end;
                places[end++] = one;
            }
        }

        return new Audience(Codec, places, end, _count);
    }
}
