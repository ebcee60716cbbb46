using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Tests.Support;

/// <summary>The rows of one conversation, and what the database would refuse.</summary>
internal sealed class StoredConversation
{
    public List<ChatMessage> Rows { get; } = [];

    public List<Stay> Stays { get; } = [];

    public ConversationHead Head() => ConversationHead.Of(
        [.. Stays.Where(stay => stay.ToSeq is null).OrderBy(stay => stay.FromSeq).ThenBy(stay => stay.UserId).Select(Member)],
        [.. Rows.TakeLast(64)]);

    public ChatMessage? Find(int senderId, string? clientMessageId) => clientMessageId is null
        ? null
        : Rows.SingleOrDefault(row => row.SenderId == senderId && row.ClientMessageId == clientMessageId);

    /// <summary>Takes the rows, or says why not.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="ofIds">Rows of any conversation that have their message ids.</param>
    public AppendOutcome Append(LogBatch batch, IEnumerable<ChatMessage> ofIds)
    {
        if (batch.Messages[0].Seq != Rows.Count + 1)
        {
            return AppendOutcome.Conflict;
        }

        var known = batch.Messages
            .Select(message => Find(message.SenderId, message.ClientMessageId))
            .OfType<ChatMessage>()
            .Concat(ofIds)
            .DistinctBy(row => row.MessageId)
            .ToImmutableArray();
        if (!known.IsEmpty)
        {
            return new AppendOutcome(AppendResult.Duplicate, known);
        }

        Rows.AddRange(batch.Messages.Select(message => message with { Author = null, AmongStrangers = false }));
        foreach (var recalled in batch.Recalls)
        {
            var at = Rows.FindIndex(row => row.MessageId == recalled);
            if (at >= 0)
            {
                Rows[at] = Rows[at] with { Body = "", Wording = null };
            }
        }

        foreach (var change in batch.Changes)
        {
            Change(change);
        }

        return AppendOutcome.Committed;
    }

    public void Set(int userId, MemberSettings settings)
    {
        var at = Stays.FindIndex(stay => stay.UserId == userId && stay.ToSeq is null);
        if (at >= 0)
        {
            Stays[at] = Stays[at] with
            {
                Alias = settings.Alias ?? Stays[at].Alias,
                NoDisturbing = settings.NoDisturbing ?? Stays[at].NoDisturbing,
                OnTop = settings.OnTop ?? Stays[at].OnTop,
            };
        }
    }

    private static MemberRow Member(Stay stay) => new(
        stay.UserId, stay.FromSeq, stay.Level, stay.Alias, stay.NoDisturbing, stay.OnTop, stay.SinceUnixMs,
        stay.MutedUntilUnixMs, stay.MuteList);

    private void Change(MemberChange change)
    {
        var at = Stays.FindIndex(stay => stay.UserId == change.UserId && stay.ToSeq is null);
        switch (change.Kind)
        {
            case MemberChangeKind.Join when at >= 0:
                break;
            case MemberChangeKind.Join:
                Stays.Add(new Stay(
                    change.UserId, change.Seq, null, change.Level ?? 1, change.Alias, false, false, change.AtUnixMs,
                    change.MutedUntilUnixMs ?? 0, change.MuteList ?? 1));
                break;
            case MemberChangeKind.Update when at >= 0:
                var row = Member(Stays[at]).Apply(change);
                Stays[at] = Stays[at] with
                {
                    Level = row.Level,
                    MutedUntilUnixMs = row.MutedUntilUnixMs,
                    MuteList = row.MuteList,
                };
                break;
            case MemberChangeKind.Leave when at >= 0:
                Stays[at] = Stays[at] with { ToSeq = change.Seq, SinceUnixMs = change.AtUnixMs };
                break;
        }
    }
}
