using OrleansChat.Conversations;

namespace OrleansChat.Tests.Friends;

/// <summary>What two users did, said as plainly as it can be: a list of rows, and where their friendship began.</summary>
internal sealed class PairModel(int lower, int higher)
{
    /// <summary>The message of each place; null where the server spoke, or what was said is taken back.</summary>
    private readonly List<(int Sender, bool IsShown, ChatMessage? Said)> _rows = [];

    public string Key { get; } = ConversationKey.Direct(lower, higher);

    public int[] Users { get; } = lower == higher ? [lower] : [lower, higher];

    /// <summary>The place of the row that says so; 0 when they are no friends.</summary>
    public int FriendsSince { get; private set; }

    public bool AreFriends => FriendsSince > 0;

    /// <summary>The place that the next row takes.</summary>
    public int Next => _rows.Count + 1;

    /// <summary>What they said and did not take back, the oldest first.</summary>
    public IEnumerable<ChatMessage> Said => _rows.Select(row => row.Said).OfType<ChatMessage>();

    public int Peer(int user) => lower + higher - user;

    public void Say(ChatMessage message) => _rows.Add((message.SenderId, true, message));

    public void Befriend()
    {
        _rows.Add((0, false, null));
        FriendsSince = _rows.Count;
    }

    public void End()
    {
        _rows.Add((0, false, null));
        FriendsSince = 0;
    }

    /// <summary>The message loses its body, and an alert of its sender says so.</summary>
    public void Recall(ChatMessage message)
    {
        _rows[(int)message.Seq - 1] = (message.SenderId, false, null);
        _rows.Add((message.SenderId, true, null));
    }

    /// <summary>What a protocol that knows friendship counts as unread of one who has read nothing.</summary>
    public int Unread(int user) =>
        !AreFriends ? 0 : _rows.Skip(FriendsSince).Count(row => row.IsShown && row.Sender != user);

    /// <summary>What of that was said by people.</summary>
    public IEnumerable<long> SaidAmongFriends => !AreFriends
        ? []
        : _rows.Skip(FriendsSince).Select(row => row.Said).OfType<ChatMessage>().Select(message => message.MessageId);
}
