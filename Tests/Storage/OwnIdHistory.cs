using System.Globalization;
using OrleansChat.Conversations;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Storage;

/// <summary>Random batches of one user's conversations, and the plain model of them. Clients chose half of the message
/// ids: reserved earlier, or absurd, in any order.</summary>
internal sealed class OwnIdHistory
{
    private const long StartUnixMs = 1_700_000_000_000;

    private readonly Random _random;
    private readonly Dictionary<string, List<ChatMessage>> _rows = [];
    private readonly HashSet<long> _ids = [];
    private readonly int _user;
    private long _now = StartUnixMs;
    private long _given;

    public OwnIdHistory(int seed)
    {
        _random = new Random(seed);
        _user = seed * 1_000;
        foreach (var number in Enumerable.Range(1, 3))
        {
            Begin(ConversationKey.Direct(_user, _user + number));
            Begin(ConversationKey.Room(_user + number));
        }
    }

    public int User => _user;

    public List<LogBatch> Batches { get; } = [];

    public IReadOnlyDictionary<string, List<ChatMessage>> Rows => _rows;

    /// <summary>All that is shown, in the order of time.</summary>
    public IEnumerable<ChatMessage> Shown => _rows.Values.SelectMany(rows => rows)
        .Where(row => row is { IsVisible: true, IsRecalled: false })
        .OrderBy(row => row.SentAtUnixMs).ThenBy(row => row.Conversation, StringComparer.Ordinal).ThenBy(row => row.Seq);

    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            _now += _random.Next(4) * _random.Next(4);
            Say(_rows.Keys.ElementAt(_random.Next(_rows.Count)));
        }
    }

    /// <summary>Some time of the history, or a little outside of it.</summary>
    public long SomeTime() => _random.NextInt64(StartUnixMs - 5, _now + 5);

    public int SomeCount() => _random.Next(1, 30);

    private void Begin(string conversation)
    {
        var row = new ChatMessage(
            conversation, 1, GivenId(), 0, null, MessageKind.Membership, "{}", false, _now, null);
        _rows[conversation] = [row];
        Batches.Add(new LogBatch(
            conversation, [row], [MemberChange.Join(_user, 1, "") with { Seq = 1, AtUnixMs = _now }]));
    }

    private void Say(string conversation)
    {
        var rows = _rows[conversation];
        var fresh = Enumerable.Range(0, _random.Next(1, 5)).Select(i => Row(conversation, rows.Count + 1 + i)).ToArray();
        long[] recalls = _random.Next(6) == 0 && rows.Count > 1 ? [rows[_random.Next(1, rows.Count)].MessageId] : [];
        Batches.Add(new LogBatch(conversation, [.. fresh], []) { Recalls = [.. recalls] });
        rows.AddRange(fresh);
        foreach (var at in recalls.Select(id => rows.FindIndex(row => row.MessageId == id)))
        {
            rows[at] = rows[at] with { Body = "" };
        }
    }

    private ChatMessage Row(string conversation, long seq)
    {
        var isOwn = _random.Next(2) == 0;
        var id = isOwn ? ClientsId() : GivenId();
        MessageKind[] kinds = [MessageKind.Text, MessageKind.Announcement, MessageKind.Image, MessageKind.Membership];
        return new ChatMessage(
            conversation, seq, id, _user, isOwn ? id.ToString(CultureInfo.InvariantCulture) : null,
            kinds[_random.Next(kinds.Length)], "{}", false, _now, null);
    }

    private long GivenId()
    {
        do
        {
            _given = Math.Max(_given + 512, MessageIdLayout.FirstAt(_now));
        }
        while (!_ids.Add(Unique(_given)));
        return Unique(_given);
    }

    private long ClientsId()
    {
        long id;
        do
        {
            id = Unique(_random.Next(3) switch
            {
                0 => MessageIdLayout.FirstAt(_now - _random.Next(600_000)),
                1 => _random.NextInt64(1_000_000, long.MaxValue - 1_000_000),
                _ => _random.NextInt64(1, 1_000_000) << 10,
            });
        }
        while (!_ids.Add(id));
        return id;
    }

    // Histories of several seeds share a database.
    private long Unique(long id) => (id & ~0x1FFL) | (uint)(_user / 1_000);
}
