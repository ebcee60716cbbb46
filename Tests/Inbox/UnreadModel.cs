namespace OrleansChat.Tests.Inbox;

/// <summary>What is unread, said as plainly as it can be: lists of rows, when everybody came, how far everybody has
/// read.</summary>
internal sealed class UnreadModel
{
    private readonly Dictionary<string, List<(int Sender, bool IsShown)>> _rows = [];
    private readonly Dictionary<(int User, string Key), int> _joinedAt = [];
    private readonly Dictionary<(int User, string Key), int> _readTo = [];
    private readonly HashSet<(int User, string Key, int Place)> _confirmed = [];

    public int Last(string key) => Rows(key).Count;

    public bool IsIn(int user, string key) => _joinedAt.ContainsKey((user, key));

    public int JoinedAt(int user, string key) => _joinedAt[(user, key)];

    /// <returns>The place.</returns>
    public int Shown(string key, int sender)
    {
        Rows(key).Add((sender, true));
        return Last(key);
    }

    public void Hidden(string key) => Rows(key).Add((0, false));

    public void Recall(string key, int place) => Rows(key)[place - 1] = (Rows(key)[place - 1].Sender, false);

    /// <summary>He comes with the newest row, which says so and is not unread.</summary>
    public void Join(int user, string key) => _joinedAt[(user, key)] = Last(key);

    public void Leave(int user, string key) => _joinedAt.Remove((user, key));

    public void Read(int user, string key, int place) => _readTo[(user, key)] =
        Math.Max(_readTo.GetValueOrDefault((user, key)), Math.Min(place, Last(key)));

    public void Confirm(int user, string key, int after, int place)
    {
        for (var one = after + 1; one <= Math.Min(place, Last(key)); one++)
        {
            _confirmed.Add((user, key, one));
        }
    }

    /// <summary>How many messages of others are after his read position and his coming, and were not confirmed; and the
    /// newest that he may see.</summary>
    public (int Count, int Last) Unread(int user, string key)
    {
        var shown = History(user, key).ToArray();
        var count = shown.Count(place =>
            place > _readTo.GetValueOrDefault((user, key)) && place > JoinedAt(user, key) && Rows(key)[place - 1].Sender != user
            && !_confirmed.Contains((user, key, place)));
        return count == 0 ? default : (count, shown[0]);
    }

    /// <summary>Places of what he may see, newest first.</summary>
    public IEnumerable<int> History(int user, string key) => !IsIn(user, key) ? [] : Enumerable
        .Range(1, Last(key))
        .Where(place => place >= JoinedAt(user, key) && Rows(key)[place - 1].IsShown)
        .Reverse();

    private List<(int Sender, bool IsShown)> Rows(string key) => _rows.TryGetValue(key, out var rows) ? rows : _rows[key] = [];
}
