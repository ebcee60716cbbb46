using OrleansChat.ChatLists;
using OrleansChat.Conversations;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.ChatLists;

/// <summary>Lists of chats as the formula has them: places at which a row was cleared and deleted, and all rows of the
/// log.</summary>
internal sealed class ChatListModel(RandomTalk talk)
{
    private readonly Dictionary<(int User, string Key), long> _cleared = [];
    private readonly Dictionary<(int User, string Key), long> _deleted = [];
    private readonly Dictionary<(int User, string Key), long> _numbers = [];
    private readonly HashSet<long> _everGiven = [];

    public IEnumerable<long> Numbers => _numbers.Values;

    public int Owner(long rowId) => _numbers.FirstOrDefault(row => row.Value == rowId).Key.User;

    public long Cleared(int user, string key) => _cleared.GetValueOrDefault((user, key));

    /// <summary>A row is shown: under the number that it had, or under one that nothing ever had.</summary>
    public bool Show(int user, string key, long rowId)
    {
        if (_numbers.TryGetValue((user, key), out var known))
        {
            return known == rowId;
        }

        _numbers[(user, key)] = rowId;
        return rowId > 0 && _everGiven.Add(rowId);
    }

    public void Clear(int user, long rowId)
    {
        if (Owner(rowId) == user)
        {
            var key = _numbers.Single(row => row.Value == rowId).Key.Key;
            _cleared[(user, key)] = talk.Rows(key).Count;
        }
    }

    public void Clear(int user, string key)
    {
        if (IsListed(user, key))
        {
            _cleared[(user, key)] = talk.Rows(key).Count;
        }
    }

    public void Delete(int user, long rowId)
    {
        if (Owner(rowId) == user)
        {
            var key = _numbers.Single(row => row.Value == rowId).Key.Key;
            _deleted[(user, key)] = talk.Rows(key).Count;
            _numbers.Remove((user, key));
        }
    }

    /// <summary>Without numbers.</summary>
    public List<ChatRow> List(int user)
    {
        List<ChatRow> list = [];
        foreach (var key in RandomTalk.Keys.Where(key => IsListed(user, key)))
        {
            var stay = talk.Stays(key).Last(stay => stay.UserId == user);
            var after = Math.Max(ConversationKey.IsDirect(key) ? 0 : stay.FromSeq, _deleted.GetValueOrDefault((user, key)));
            var since = talk.Rows(key).Where(row => row.Kind is not MessageKind.Membership && row.Seq > after).ToArray();
            var shown = since.Where(row => !row.IsRecalled).ToArray();
            if (shown.Length > 0)
            {
                var unread = shown.Count(row => row.SenderId != user && row.Seq > Cleared(user, key));
                list.Add(new ChatRow(0, key, stay.OnTop, unread, shown[^1], since[0].SentAtUnixMs, shown[^1].SentAtUnixMs));
            }
        }

        return [.. list.OrderBy(row => !row.OnTop).ThenByDescending(row => row.UpdatedAtUnixMs)
            .ThenBy(row => row.Conversation, StringComparer.Ordinal)];
    }

    private bool IsListed(int user, string key) => ConversationKey.IsDirect(key)
        ? talk.Stays(key).Any(stay => stay.UserId == user)
        : talk.IsIn(user, key);
}
