using System.Collections.Immutable;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;

namespace OrleansChat.Conversations;

/// <summary>The order of one conversation: gives places, has them committed, announces them. A part of the grain that owns it.</summary>
/// <remarks>
/// Everything runs in the owner's turns, so nothing here is locked. Posts that arrive while a commit is under way wait together for the
/// next one: one batch of a conversation is in flight at a time, therefore places are committed in order.
/// When the log refuses or fails, the outcome may be unknown: everything that waits is answered <see cref="ChatError.Unavailable"/>, the
/// conversation is broken, and the owner deactivates; the next activation reads the log, where the clients' own keys make retries harmless.
/// </remarks>
internal sealed class Conversation(
    string key, ConversationHead head, ConversationParts parts, IAudience audience, Action breakOwner)
{
    /// <summary>Posts that may wait for a commit. Source: semantics.md, delivery 17.</summary>
    public const int MaxWaiting = 1_000;

    private const int MaxRowsPerBatch = 256;

    private readonly RecentPosts _recent = Recall(head);
    private readonly Queue<PendingPost> _waiting = [];
    private readonly HashSet<int> _leaving = [];
    private bool _isWriting;
    private bool _isBroken;

    public ConversationState State { get; private set; } = ConversationState.From(head);

    /// <summary>Whether a user may speak: a member who is not on the way out.</summary>
    public bool CanSpeak(int userId) => State.IsMember(userId) && !_leaving.Contains(userId);

    /// <summary>Recognises the repetition of an earlier post. What was stored before is answered without author.</summary>
    public bool TryFindPosted(MessageDraft draft, out Task<Reply<ChatMessage>> answer)
    {
        if (_recent.Stored(draft) is { } stored)
        {
            answer = Task.FromResult<Reply<ChatMessage>>(stored with { Author = null });
            return true;
        }

        var waiting = _recent.Waiting(draft);
        answer = waiting is null ? Task.FromResult<Reply<ChatMessage>>(ChatError.None) : RepeatAsync(waiting.Task);
        return waiting is not null;
    }

    /// <summary>Puts a message in its place; completes when it is durable and announced.</summary>
    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft) => EnqueueAsync(new PendingPost(draft, [], null));

    /// <summary>Puts a membership change in its place. Those who leave cannot post from this moment on.</summary>
    public async Task<ChatError> ChangeMembersAsync(
        ImmutableArray<MemberChange> changes, FriendApplication? application = null)
    {
        var leaving = changes.Where(change => !change.Joins).Select(change => change.UserId).ToImmutableArray();
        _leaving.UnionWith(leaving);
        var draft = new MessageDraft(
            0, null, MessageKind.Membership, MembershipBody.Write(changes), false, Author.System);
        var reply = await EnqueueAsync(new PendingPost(draft, changes, application));
        _leaving.ExceptWith(leaving);
        return reply.Error;
    }

    public async Task<ChatError> SetAsync(int userId, MemberSettings settings, CancellationToken cancellation)
    {
        await parts.Log.UpdateMemberAsync(key, userId, settings, cancellation);
        State = State.IsMember(userId) ? State.Apply(userId, settings) : State;
        return ChatError.None;
    }

    public async Task<HistoryPage> ReadAsync(HistoryQuery query, long minSeq, CancellationToken cancellation)
    {
        var rows = await parts.Log.ReadBackAsync(
            key, query.StartMessageId, minSeq, query.Count + 1, cancellation);
        return rows.Length > query.Count
            ? new HistoryPage(rows[..query.Count], rows[query.Count].MessageId)
            : new HistoryPage(rows, null);
    }

    public Task<ImmutableArray<ChatMessage>> CatchUpAsync(long fromSeq, long toSeq, CancellationToken cancellation) =>
        parts.Log.ReadForwardAsync(key, fromSeq, toSeq, MaxWaiting, cancellation);

    /// <summary>Tells the audience something that is no message.</summary>
    public Task AnnounceAsync(ImmutableArray<string> nodes, ImmutableArray<int> users, params ImmutableArray<Notice> notices) =>
        AnnounceAsync(nodes, new Delivery(key, users, [], notices));

    private static RecentPosts Recall(ConversationHead head)
    {
        var recent = new RecentPosts(capacity: 256);
        recent.Remember(head.Recent);
        return recent;
    }

    private static async Task<Reply<ChatMessage>> RepeatAsync(Task<Reply<ChatMessage>> first)
    {
        var reply = await first;
        return reply is { Ok: true, Value: { } message } ? message with { Author = null } : reply;
    }

    private Task<Reply<ChatMessage>> EnqueueAsync(PendingPost post)
    {
        if (_isBroken)
        {
            return Task.FromResult<Reply<ChatMessage>>(ChatError.Unavailable);
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

    /// <summary>Writes what waits until nothing does. While one batch is being committed, the one before it is announced.</summary>
    private async Task WriteAsync()
    {
        ConversationBatch? batch = null;
        ConversationBatch? committed = null;
        try
        {
            while (_waiting.Count > 0 && !_isBroken)
            {
                batch = ConversationBatch.Take(key, State, _waiting, MaxRowsPerBatch, parts);
                var appending = parts.Log.AppendAsync(batch.Rows);
                await AnnounceAsync(committed);
                committed = Settle(batch, await appending) ? batch : null;
                batch = null;
                if (_waiting.Count == 0)
                {
                    await AnnounceAsync(committed);
                    committed = null;
                }
            }
        }
        catch (Exception fault) // whatever it was, the outcome is unknown: nobody may build on this activation
        {
            ConversationLog.Broken(parts.Logger, key, fault);
            batch?.Fail(ChatError.Unavailable);
            Break();
        }

        _isWriting = false;
        committed?.Complete();
    }

    /// <summary>Remembers what the log decided.</summary>
    /// <returns>Whether the batch was committed.</returns>
    private bool Settle(ConversationBatch batch, AppendOutcome outcome)
    {
        switch (outcome.Result)
        {
            case AppendResult.Committed:
                State = State.Apply(batch.Rows.Messages[^1]).Apply(batch.Rows.Changes);
                _recent.Remember(batch.Rows.Messages);
                return true;
            case AppendResult.Duplicate:
                _recent.Remember(outcome.Existing);
                batch.Requeue(_waiting, _recent);
                return false;
            case AppendResult.Conflict:
            default:
                ConversationLog.Conflict(parts.Logger, key, batch.Rows.Messages[0].Seq);
                batch.Fail(ChatError.Unavailable);
                Break();
                return false;
        }
    }

    private async Task AnnounceAsync(ConversationBatch? committed)
    {
        if (committed is null)
        {
            return;
        }

        var delivery = new Delivery(key, audience.Users, committed.Rows.Messages, []);
        await AnnounceAsync(await audience.NodesAsync(), delivery);
        committed.Complete();
    }

    private async Task AnnounceAsync(ImmutableArray<string> nodes, Delivery delivery)
    {
        foreach (var node in nodes)
        {
            await parts.Fanout.AnnounceAsync(node, delivery);
        }
    }

    private void Break()
    {
        _isBroken = true;
        while (_waiting.TryDequeue(out var post))
        {
            post.TrySetResult(ChatError.Unavailable);
        }

        breakOwner();
    }
}
