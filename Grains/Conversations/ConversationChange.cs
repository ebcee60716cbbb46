using System.Collections.Immutable;
using OrleansChat.Friends;

namespace OrleansChat.Conversations;

/// <summary>A change of a conversation and the rows that tell it: they are stored together, at consecutive
/// places.</summary>
/// <param name="Members">Who comes, goes, or gets another rank or mute; at most one change of each user, or that he leaves
/// and joins again.</param>
/// <remarks>
/// The rows are the alert before, the hidden row with those who come and go, the alert after. Where nobody comes or goes
/// and there is an alert, there is no hidden row: the alert is the place of the change. One who leaves sees what is
/// before the hidden row, one who joins sees what is after it.
/// </remarks>
internal sealed record ConversationChange(ImmutableArray<MemberChange> Members)
{
    public AlertDraft? Before { get; init; }

    public AlertDraft? After { get; init; }

    /// <summary>A friend application to store in the same transaction, or null.</summary>
    public FriendApplication? Application { get; init; }

    /// <summary>Id of an earlier message that loses its body, or null.</summary>
    public long? Recalls { get; init; }

    private bool HasHiddenRow =>
        (Before is null && After is null) || Members.Any(change => change.Kind is not MemberChangeKind.Update);

    /// <summary>The rows, in order; at least one.</summary>
    public ImmutableArray<MessageDraft> Drafts()
    {
        var drafts = ImmutableArray.CreateBuilder<MessageDraft>(3);
        if (Before is not null)
        {
            drafts.Add(Before.ToDraft());
        }

        if (HasHiddenRow)
        {
            drafts.Add(new MessageDraft(
                0, null, MessageKind.Membership, MembershipBody.Write(Members), false, Author.System));
        }

        if (After is not null)
        {
            drafts.Add(After.ToDraft());
        }

        return drafts.DrainToImmutable();
    }

    /// <summary>The membership changes with their places.</summary>
    /// <param name="first">The place of the first row. A stay begins with the last row that says so: the alert after the
    /// hidden one, or that itself. It ends with the row before the hidden one.</param>
    /// <param name="now">When.</param>
    public IEnumerable<MemberChange> Placed(long first, long now)
    {
        var place = HasHiddenRow && Before is not null ? first + 1 : first;
        return Members.Select(change => change with
        {
            Seq = change.Kind switch
            {
                MemberChangeKind.Leave => place - 1,
                MemberChangeKind.Join when After is not null => place + 1,
                _ => place,
            },
            AtUnixMs = now,
        });
    }
}
