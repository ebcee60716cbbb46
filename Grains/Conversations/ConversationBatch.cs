using System.Collections.Immutable;
using System.Diagnostics;
using OrleansChat.Errors;

namespace OrleansChat.Conversations;

/// <summary>The posts of one conversation that are committed together, and their rows.</summary>
internal sealed class ConversationBatch
{
    private ConversationBatch(ImmutableArray<PendingPost> posts, LogBatch rows, long previousAtUnixMs)
    {
        PreviousAtUnixMs = previousAtUnixMs;
        Posts = posts;
        Rows = rows;
    }

    public ImmutableArray<PendingPost> Posts { get; }

    public LogBatch Rows { get; }

    /// <summary>When the message before these was sent.</summary>
    public long PreviousAtUnixMs { get; }

    /// <summary>Gives the first posts in line their places. Nothing is remembered until the rows are
    /// committed.</summary>
    public static ConversationBatch Take(
        string conversation, ConversationState state, Queue<PendingPost> waiting, int maxRows, ConversationParts parts)
    {
        var count = Math.Min(waiting.Count, maxRows);
        var posts = ImmutableArray.CreateBuilder<PendingPost>(count);
        var messages = ImmutableArray.CreateBuilder<ChatMessage>(count);
        var changes = ImmutableArray<MemberChange>.Empty;
        var recalls = ImmutableArray<long>.Empty;
        var application = waiting.Peek().Change?.Application;
        var (seq, id) = (state.LastSeq, state.LastMessageId);
        var now = Math.Max(state.LastSentAtUnixMs, parts.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        void Add(MessageDraft draft)
        {
            id = parts.Ids.Next(id);
            messages.Add(Row(conversation, draft, ++seq, id, now));
        }

        foreach (var post in waiting)
        {
            var isFull = messages.Count + post.RowCount > maxRows; // the rows of one change stay together
            if (posts.Count > 0 && (isFull || post.Change?.Application is not null))
            {
                break;
            }

            posts.Add(post);
            if (post.Change is null)
            {
                changes = post.Join is null ? changes : changes.Add(post.Join with { Seq = seq + 1, AtUnixMs = now });
                Add(post.Draft);
                continue;
            }

            changes = changes.AddRange(post.Change.Placed(seq + 1, now));
            recalls = post.Change.Recalls is { } recalled ? recalls.Add(recalled) : recalls;
            foreach (var draft in post.Drafts)
            {
                Add(draft);
            }
        }

        for (var i = 0; i < posts.Count; i++) // not before: should an id be missing, nobody has left the line
        {
            waiting.Dequeue();
        }

        var rows = new LogBatch(conversation, messages.DrainToImmutable(), changes, application)
        {
            Recalls = recalls,
            Traces = Traces(posts),
        };
        return new ConversationBatch(posts.DrainToImmutable(), rows, state.LastSentAtUnixMs);
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
    /// <returns>Whether there were any: if not, the next try would end like this one.</returns>
    public bool TryRequeue(Queue<PendingPost> waiting, RecentPosts recent)
    {
        var known = Posts.ToLookup(post => recent.Stored(post.Draft) is not null);
        PendingPost[] line = [.. known[false], .. waiting];
        waiting.Clear();
        foreach (var post in line)
        {
            waiting.Enqueue(post);
        }

        foreach (var post in known[true]) // last: who is answered may go on at once, and must find the line complete
        {
            post.TrySetResult(recent.Stored(post.Draft)! with { Author = null });
        }

        return known[true].Any();
    }

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

    private static ChatMessage Row(string conversation, MessageDraft draft, long seq, long id, long now) => new(
        conversation,
        seq,
        id,
        draft.SenderId,
        draft.ClientMessageId,
        draft.Kind,
        draft.Body,
        draft.BurnAfterReading,
        now,
        draft.Author);
}
