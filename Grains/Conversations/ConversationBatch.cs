using System.Collections.Immutable;
using System.Diagnostics;
using OrleansChat.Errors;

namespace OrleansChat.Conversations;

/// <summary>The posts of one conversation that are committed together, and their rows.</summary>
internal sealed class ConversationBatch
{
    private ConversationBatch(
        ImmutableArray<PendingPost> posts, LogBatch rows, long previousAtUnixMs, long lastMessageId)
    {
        PreviousAtUnixMs = previousAtUnixMs;
        LastMessageId = lastMessageId;
        Posts = posts;
        Rows = rows;
    }

    public ImmutableArray<PendingPost> Posts { get; }

    public LogBatch Rows { get; }

    /// <summary>When the message before these was sent.</summary>
    public long PreviousAtUnixMs { get; }

    /// <summary>The last message id that the server chose, here or before.</summary>
    public long LastMessageId { get; }

    /// <summary>Gives the first posts in line their places. Nothing is remembered until the rows are
    /// committed.</summary>
    public static ConversationBatch Take(
        string conversation, ConversationState state, Queue<PendingPost> waiting, int maxRows, ConversationParts parts)
    {
        var count = Math.Min(waiting.Count, maxRows);
        var posts = ImmutableArray.CreateBuilder<PendingPost>(count);
        var placed = new PlacedRows(conversation, state, count, parts);
        var changes = ImmutableArray<MemberChange>.Empty;
        var recalls = ImmutableArray<long>.Empty;
        var application = waiting.Peek().Change?.Application;
        foreach (var post in waiting)
        {
            var isFull = placed.Count + post.RowCount > maxRows; // the rows of one change stay together
            if (posts.Count > 0
                && (isFull || placed.MayHave(post.Draft.MessageId) || post.Change?.Application is not null))
            {
                break;
            }

            posts.Add(post);
            if (post.Change is null)
            {
                changes = post.Joins.IsEmpty ? changes : Join(post.Joins, state, changes, placed);
                placed.Add(post.Draft);
                continue;
            }

            changes = changes.AddRange(post.Change.Placed(placed.NextSeq, placed.AtUnixMs));
            recalls = post.Change.Recalls is { } recalled ? recalls.Add(recalled) : recalls;
            foreach (var draft in post.Drafts)
            {
                placed.Add(draft);
            }
        }

        for (var i = 0; i < posts.Count; i++) // not before: should an id be missing, nobody has left the line
        {
            waiting.Dequeue();
        }

        var rows = new LogBatch(conversation, placed.ToRows(), changes, application)
        {
            Recalls = recalls,
            Traces = Traces(posts),
        };
        return new ConversationBatch(posts.DrainToImmutable(), rows, state.LastSentAtUnixMs, placed.LastMessageId);
    }

    /// <summary>The rows are durable: answers every message with its row. Changes wait for their
    /// announcement.</summary>
    public void Committed() => Answer(isChange: false);

    /// <summary>The rows were announced, as far as they could be: answers what waits for that.</summary>
    public void Announced() => Answer(isChange: true);

    public void Fail(ChatError error)
    {
        foreach (var post in Posts)
        {
            post.TrySetResult(error);
        }
    }

    /// <summary>Puts the posts back in front of the line, and answers those that the log knew already.</summary>
    /// <param name="waiting">The line.</param>
    /// <param name="recent">Has the existing rows of this conversation.</param>
    /// <param name="existing">The rows that kept the batch out, of this conversation or others.</param>
    /// <returns>Whether they explain it: if not, the next try would end like this one.</returns>
    public bool TryRequeue(Queue<PendingPost> waiting, RecentPosts recent, ImmutableArray<ChatMessage> existing)
    {
        var known = Posts.ToLookup(post => Known(post.Draft, recent, existing) is not null);
        PendingPost[] line = [.. known[false], .. waiting];
        waiting.Clear();
        foreach (var post in line)
        {
            waiting.Enqueue(post);
        }

        foreach (var post in known[true]) // last: who is answered may go on at once, and must find the line complete
        {
            recent.End(post);
            post.TrySetResult(Known(post.Draft, recent, existing)! with { Author = null });
        }

        return known[true].Any() // or a client chose the id that the server was about to give: the next try has others
            || existing.Any(row => Rows.Messages.Any(message => message.MessageId == row.MessageId));
    }

    private static ChatMessage? Known(MessageDraft draft, RecentPosts recent, ImmutableArray<ChatMessage> existing) =>
        recent.Stored(draft)
            ?? (draft.MessageId is { } id ? existing.FirstOrDefault(row => row.MessageId == id) : null);

    private static ImmutableArray<ActivityContext> Traces(ImmutableArray<PendingPost>.Builder posts)
    {
        var traces = ImmutableArray<ActivityContext>.Empty;
        foreach (var post in posts)
        {
            traces = post.Caller is { } caller ? traces.Add(caller.Context) : traces;
        }

        return traces;
    }

    private void Answer(bool isChange)
    {
        var row = 0;
        foreach (var post in Posts)
        {
            if (post.Change is not null == isChange)
            {
                post.TrySetResult(Rows.Messages[row]);
            }

            row += post.RowCount;
        }
    }

    /// <summary>The changes, and those who are no members after them.</summary>
    private static ImmutableArray<MemberChange> Join(
        ImmutableArray<MemberChange> joins,
        ConversationState state,
        ImmutableArray<MemberChange> changes,
        PlacedRows placed) => changes.AddRange(joins
            .Where(join => !IsMember(join.UserId, state, changes))
            .Select(join => join with { Seq = placed.NextSeq, AtUnixMs = placed.AtUnixMs }));

    /// <summary>Whether a user is a member after these changes.</summary>
    private static bool IsMember(int userId, ConversationState state, ImmutableArray<MemberChange> changes)
    {
        for (var i = changes.Length - 1; i >= 0; i--)
        {
            if (changes[i].UserId == userId && changes[i].Kind is not MemberChangeKind.Update)
            {
                return changes[i].Kind is MemberChangeKind.Join;
            }
        }

        return state.IsMember(userId);
    }
}
