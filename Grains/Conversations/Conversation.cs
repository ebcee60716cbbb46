using System.Collections.Immutable;
using System.Globalization;
using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.Conversations;

/// <summary>The order of one conversation: gives places, has them committed, announces them. A part of the grain that
/// owns it.</summary>
/// <remarks>
/// Everything runs in the owner's turns, so nothing here is locked. Posts that arrive while a commit is under way wait
/// together for the next one: one batch of a conversation is in flight at a time, therefore places are committed in
/// order. When the log fails, the outcome is unknown: everything that waits is answered
/// <see cref="ChatError.Unavailable"/>. When the log refuses, another activation is ahead and nothing was written:
/// everything that waits is answered <see cref="ChatError.AskAgain"/>. Either way the owner deactivates; the next
/// activation reads the log, where the clients' own keys make retries harmless.
/// </remarks>
internal sealed class Conversation(
    string key, ConversationHead head, ConversationParts parts, IAudience audience, Action breakOwner)
{
    /// <summary>Posts that may wait for a commit. Source: semantics.md, delivery 17.</summary>
    public const int MaxWaiting = 1_000;

    private const int MaxRowsPerBatch = 256;

    private readonly Announcer _announcer = new(key, parts, audience);
    private readonly RecentPosts _recent = Recall(head);
    private readonly Queue<PendingPost> _waiting = [];
    private ConversationState? _ahead; // null when no change is in line
    private int _changesInLine;
    private Task<Reply<ChatMessage>>? _lastChange;
    private bool _isWriting;
    private ChatError _brokenBy;

    public ConversationState State { get; private set; } = ConversationState.From(head);

    /// <summary>Who is a member, of what rank and how mute, once everything in line is committed: what a new post comes
    /// after. Places of those who join are not known yet.</summary>
    public ConversationState Ahead => _ahead ?? State;

    /// <summary>Whether a user may speak: a member who is not on the way out.</summary>
    public bool CanSpeak(int userId) => State.IsMember(userId) && Ahead.IsMember(userId);

    /// <summary>Answers a repetition as the first time, refuses what may not be said, and puts the rest in its
    /// place.</summary>
    /// <returns>When durable: the message. A repetition's has no author.</returns>
    /// <remarks>Where nobody joins before he speaks, <paramref name="joins"/> has those who become members at the place of
    /// the message, unless they are by then.</remarks>
    public Task<Reply<ChatMessage>> PostAsync(
        MessageDraft draft,
        ChatError refusal,
        CancellationToken cancellation,
        ImmutableArray<MemberChange> joins = default) =>
        draft.MessageId switch
        {
            null => PlaceAsync(draft, refusal, joins, cancellation),
            <= 0 => Task.FromResult<Reply<ChatMessage>>(ChatError.InvalidValue),
            { } id => PlaceAsync(
                draft with
                {
                    ClientMessageId = id.ToString(CultureInfo.InvariantCulture),
                    MessageId = refusal is ChatError.None && !draft.IsMuted ? id : null, // others' messages are no answer then
                },
                refusal,
                joins,
                cancellation),
        };

    /// <summary>Puts a change in its place, with all of its rows. Those who leave cannot post from this moment
    /// on.</summary>
    /// <returns>When durable and announced, so that notices of it come after it.</returns>
    public async Task<ChatError> ChangeAsync(ConversationChange change)
    {
        var placing = EnqueueAsync(new PendingPost(change));
        if (placing.IsCompleted)
        {
            return (await placing).Error;
        }

        _lastChange = placing;
        _ahead = Ahead.Apply([.. change.Members]);
        _changesInLine++;
        var reply = await placing;
        _changesInLine--;
        _ahead = _changesInLine > 0 ? _ahead : null;
        return reply.Error;
    }

    /// <summary>Takes a message back or deletes it, if the rules allow; an alert says so.</summary>
    /// <param name="command">Of a member who may speak.</param>
    /// <param name="readsFrom">The first place that he may read.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    public async Task<ChatError> RecallAsync(RecallMessage command, long readsFrom, CancellationToken cancellation)
    {
        var message = await parts.Log.FindAsync(key, command.MessageId, cancellation);
        var level = Ahead.Members.GetValueOrDefault(command.CallerId)?.Level ?? 0;
        var senderLevel = message is null ? (short)0 : Ahead.Members.GetValueOrDefault(message.SenderId)?.Level ?? 0;
        var now = parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var refusal = !CanSpeak(command.CallerId)
            ? ChatError.MessageUnknown // he left while it was looked for
            : RecallRules.Check(command, message, readsFrom, level, senderLevel, now);
        return refusal is not ChatError.None
            ? refusal
            : await ChangeAsync(new ConversationChange([])
            {
                After = new AlertDraft(command.CallerId, command.Caller, Alerts.Recalled(command, level)),
                Recalls = command.MessageId,
            });
    }

    public async Task<ChatError> SetAsync(int userId, MemberSettings settings, CancellationToken cancellation)
    {
        try
        {
            await parts.Log.UpdateMemberAsync(key, userId, settings, cancellation);
        }
        catch (LogUnavailableException) // stored or not: the next activation reads which
        {
            breakOwner();
            throw;
        }

        State = State.IsMember(userId) ? State.Apply(userId, settings) : State;
        return ChatError.None;
    }

    public async Task<HistoryPage> ReadAsync(HistoryQuery query, long minSeq, CancellationToken cancellation)
    {
        var limit = query.Count + 1;
        var rows = query.Filter is { } filter
            ? await parts.Log.FindBackAsync(key, filter, query.StartMessageId, minSeq, limit, cancellation)
            : await parts.Log.ReadBackAsync(key, query.StartMessageId, minSeq, limit, cancellation);
        return rows.Length > query.Count
            ? new HistoryPage(rows[..query.Count], rows[query.Count].MessageId)
            : new HistoryPage(rows, null);
    }

    public Task<PairPage> PageAsync(PairQuery query, CancellationToken cancellation) =>
        parts.Log.PageAsync(key, query.Skip, query.Count, query.NewestFirst, cancellation);

    public Task<ImmutableArray<ChatMessage>> CatchUpAsync(long fromSeq, long toSeq, CancellationToken cancellation) =>
        parts.Log.ReadForwardAsync(key, fromSeq, toSeq, MaxWaiting, cancellation);

    private static RecentPosts Recall(ConversationHead head)
    {
        var recent = new RecentPosts(capacity: 256);
        recent.Remember(head.Recent);
        return recent;
    }

    private Task<Reply<ChatMessage>> PlaceAsync(
        MessageDraft draft,
        ChatError refusal,
        ImmutableArray<MemberChange> joins,
        CancellationToken cancellation) =>
        _recent.Stored(draft) is { } stored ? Task.FromResult<Reply<ChatMessage>>(stored with { Author = null })
        : _recent.Waiting(draft) is { } waiting ? RepeatAsync(waiting.Task)
        : refusal is not ChatError.None ? RefuseAsync(draft, refusal, cancellation)
        : draft.IsMuted ? RefuseAsync(draft, ChatError.Muted, cancellation)
        : EnqueueAsync(new PendingPost(draft) { Joins = joins.IsDefault ? [] : joins });

    private static async Task<Reply<ChatMessage>> RepeatAsync(Task<Reply<ChatMessage>> first)
    {
        var reply = await first;
        return reply is { Ok: true, Value: { } message } ? message with { Author = null } : reply;
    }

    /// <summary>Refuses, unless the very same was accepted once: who has left since may still ask what became of
    /// it.</summary>
    private async Task<Reply<ChatMessage>> RefuseAsync(
        MessageDraft draft, ChatError refusal, CancellationToken cancellation)
    {
        if (_ahead is not null && State.IsMember(draft.SenderId))
        {
            // The refusal rests on what may not come to pass, and then another activation may have taken the same post.
            var last = await _lastChange!;
            if (!last.Ok)
            {
                return last.Error;
            }
        }

        return draft.ClientMessageId is { } id
            && await parts.Log.FindAsync(key, draft.SenderId, id, cancellation) is { } stored
                ? stored
                : refusal;
    }

    private Task<Reply<ChatMessage>> EnqueueAsync(PendingPost post)
    {
        if (_brokenBy is not ChatError.None)
        {
            return Task.FromResult<Reply<ChatMessage>>(_brokenBy);
        }

        if (_waiting.Count >= MaxWaiting)
        {
            return Task.FromResult<Reply<ChatMessage>>(ChatError.RateLimited);
        }

        _waiting.Enqueue(post);
        _recent.Begin(post);
        if (!_isWriting)
        {
            _isWriting = true;
            _ = WriteAsync();
        }

        return post.Task;
    }

    /// <summary>Writes what waits until nothing does. While one batch is being committed, the one before it is
    /// announced.</summary>
    private async Task WriteAsync()
    {
        ConversationBatch? committed = null;
        while (_waiting.Count > 0)
        {
            var storing = StoreAsync();
            _announcer.Announce(committed);
            committed = await storing;
        }

        _isWriting = false;
        _announcer.Announce(committed);
    }

    /// <summary>Gives the first in line their places and has them committed. Never throws.</summary>
    /// <returns>What was committed, to be announced; null when there is nothing to announce.</returns>
    private async Task<ConversationBatch?> StoreAsync()
    {
        ConversationBatch? batch = null;
        try
        {
            batch = ConversationBatch.Take(key, State, _waiting, MaxRowsPerBatch, parts);
            return Settle(batch, await parts.Log.AppendAsync(batch.Rows)) ? batch : null;
        }
        catch (Exception fault) // whatever it was, the outcome is unknown: nobody may build on this activation
        {
            ConversationLog.Broken(parts.Logger, key, fault);
            Break(ChatError.Unavailable, batch);
            return null;
        }
    }

    /// <summary>Remembers what the log decided.</summary>
    /// <returns>Whether the batch was committed.</returns>
    private bool Settle(ConversationBatch batch, AppendOutcome outcome)
    {
        switch (outcome.Result)
        {
            case AppendResult.Committed:
                State = State.Apply(batch.Rows.Messages[^1], batch.LastMessageId).Apply(batch.Rows.Changes);
                audience.Changed(batch.Rows.Changes, State.Members);
                _recent.Remember(batch.Rows.Messages);
                foreach (var recalled in batch.Rows.Recalls)
                {
                    _recent.Recall(recalled);
                }

                batch.Committed(); // before it is announced: nobody waits for a node that does not answer
                return true;
            case AppendResult.Duplicate:
                _recent.Remember(outcome.Existing.RemoveAll(row => row.Conversation != key));
                if (!batch.TryRequeue(_waiting, _recent, outcome.Existing))
                {
                    throw new InvalidOperationException("The log refused a batch as known and knows none of its rows.");
                }

                return false;
            case AppendResult.Conflict:
            default:
                ConversationLog.Conflict(parts.Logger, key, batch.Rows.Messages[0].Seq);
                Break(ChatError.AskAgain, batch);
                return false;
        }
    }

    private void Break(ChatError error, ConversationBatch? batch)
    {
        _brokenBy = error;
        breakOwner(); // before anybody is answered: what he asks next meets the next activation
        batch?.Fail(error);
        while (_waiting.TryDequeue(out var post))
        {
            post.TrySetResult(error);
        }
    }
}
