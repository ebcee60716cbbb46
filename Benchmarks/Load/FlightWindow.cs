namespace OrleansChat.Benchmarks.Load;

/// <summary>The flights of a lane by number: a ring that grows when an offered rate outruns the server.</summary>
internal sealed class FlightWindow
{
    private Flight[] _ring = new Flight[4];
    private long _oldest = 1;
    private long _next = 1;

    public long Count => _next - _oldest;

    /// <summary>Takes off.</summary>
    /// <returns>The number of the message.</returns>
    public long Add(long sentAt, int receivers)
    {
        if (Count == _ring.Length)
        {
            Grow();
        }

        _ring[_next & (_ring.Length - 1)] = new Flight { SentAt = sentAt, Remaining = receivers };
        return _next++;
    }

    public bool Holds(long number) => number >= _oldest && number < _next;

    public ref Flight this[long number] => ref _ring[number & (_ring.Length - 1)];

    /// <summary>Forgets the oldest flights that have landed everywhere.</summary>
    public void Trim()
    {
        while (_oldest < _next && this[_oldest].Remaining == 0)
        {
            _oldest++;
        }
    }

    private void Grow()
    {
        var larger = new Flight[_ring.Length * 2];
        for (var number = _oldest; number < _next; number++)
        {
            larger[number & (larger.Length - 1)] = this[number];
        }

        _ring = larger;
    }
}
