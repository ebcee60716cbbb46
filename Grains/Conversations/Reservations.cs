namespace OrleansChat.Conversations;

/// <summary>For whom message ids are reserved, each for ten minutes.</summary>
/// <param name="capacity">Ids at most; of more the oldest lose their reservation, so that nobody fills the
/// memory.</param>
internal sealed class Reservations(int capacity)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    private readonly Dictionary<long, int> _userById = [];
    private readonly Queue<(long MessageId, DateTimeOffset Until)> _oldestFirst = [];

    public int Count => _userById.Count;

    public void Reserve(long messageId, int userId, DateTimeOffset now)
    {
        Expire(now);
        if (!_userById.TryAdd(messageId, userId))
        {
            return;
        }

        _oldestFirst.Enqueue((messageId, now + Length));
        if (_oldestFirst.Count > capacity)
        {
            _userById.Remove(_oldestFirst.Dequeue().MessageId);
        }
    }

    public bool IsRefused(long messageId, int userId, DateTimeOffset now)
    {
        Expire(now);
        return _userById.TryGetValue(messageId, out var owner) && owner != userId;
    }

    private void Expire(DateTimeOffset now)
    {
        while (_oldestFirst.TryPeek(out var oldest) && oldest.Until <= now)
        {
            _oldestFirst.Dequeue();
            _userById.Remove(oldest.MessageId);
        }
    }
}
