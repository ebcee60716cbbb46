using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>What a conversation remembers of its log: where it ends and who is in it.</summary>
internal sealed record ConversationState(
    long LastSeq, long LastMessageId, long LastSentAtUnixMs, ImmutableDictionary<int, MemberRow> Members)
{
    public static ConversationState From(ConversationHead head) => new(
        head.LastSeq,
        head.LastMessageId,
        head.LastSentAtUnixMs,
        head.Members.ToImmutableDictionary(member => member.UserId));

    /// <summary>Members in the order of joining.</summary>
    public IEnumerable<MemberRow> InOrder =>
        Members.Values.OrderBy(member => member.FromSeq).ThenBy(member => member.UserId);

    public bool IsMember(int userId) => Members.ContainsKey(userId);

    public ConversationState Apply(ChatMessage last) =>
        this with { LastSeq = last.Seq, LastMessageId = last.MessageId, LastSentAtUnixMs = last.SentAtUnixMs };

    public ConversationState Apply(ImmutableArray<MemberChange> changes)
    {
        if (changes.IsDefaultOrEmpty)
        {
            return this;
        }

        var members = Members.ToBuilder();
        foreach (var change in changes)
        {
            if (change.Joins)
            {
                members[change.UserId] =
                    new MemberRow(change.UserId, change.Seq, change.Level, change.Alias, false, false, change.AtUnixMs);
            }
            else
            {
                members.Remove(change.UserId);
            }
        }

        return this with { Members = members.ToImmutable() };
    }

    public ConversationState Apply(int userId, MemberSettings settings) => this with
    {
        Members = Members.SetItem(userId, Members[userId] with
        {
            Alias = settings.Alias ?? Members[userId].Alias,
            NoDisturbing = settings.NoDisturbing ?? Members[userId].NoDisturbing,
            OnTop = settings.OnTop ?? Members[userId].OnTop,
        }),
    };
}
