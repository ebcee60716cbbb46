using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>What a conversation remembers of its log: where it ends and who is in it.</summary>
/// <param name="LastSeq">The last place taken.</param>
/// <param name="LastMessageId">The last message id that the server chose: its next one is above it. Ids of clients are
/// no bound.</param>
/// <param name="LastSentAtUnixMs">When the last message was sent.</param>
/// <param name="Members">Everybody who is in it.</param>
internal sealed record ConversationState(
    long LastSeq, long LastMessageId, long LastSentAtUnixMs, MemberSet Members)
{
    public static ConversationState From(ConversationHead head) => new(
        head.LastSeq,
        head.LastMessageId,
        head.LastSentAtUnixMs,
        MemberSet.Of(head.Members));

    public bool IsMember(int userId) => Members.ContainsKey(userId);

    public ConversationState Apply(ChatMessage last, long lastMessageId) =>
        this with { LastSeq = last.Seq, LastMessageId = lastMessageId, LastSentAtUnixMs = last.SentAtUnixMs };

    public ConversationState Apply(ImmutableArray<MemberChange> changes)
    {
        if (changes.IsDefaultOrEmpty)
        {
            return this;
        }

        var members = Members;
        foreach (var change in changes)
        {
            members = change.Kind switch
            {
                MemberChangeKind.Join => members.With(new MemberRow(
                    change.UserId, change.Seq, change.Level ?? 1, change.Alias, false, false, change.AtUnixMs,
                    change.MutedUntilUnixMs ?? 0, change.MuteList ?? 1)),
                MemberChangeKind.Update => members.TryGetValue(change.UserId, out var member)
                    ? members.With(member.Apply(change))
                    : members,
                _ => members.Without(change.UserId),
            };
        }

        return this with { Members = members };
    }

    public ConversationState Apply(int userId, MemberSettings settings) => this with
    {
        Members = Members.With(Members[userId] with
        {
            Alias = settings.Alias ?? Members[userId].Alias,
            NoDisturbing = settings.NoDisturbing ?? Members[userId].NoDisturbing,
            OnTop = settings.OnTop ?? Members[userId].OnTop,
        }),
    };
}
