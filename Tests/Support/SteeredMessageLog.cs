using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Friends;

namespace OrleansChat.Tests.Support;

/// <summary>A log in memory that a test can stop before every answer, make fail, and look into.</summary>
internal sealed class SteeredMessageLog : IMessageLog
{
    private readonly Lock _gate = new(); // grains of many conversations share it
    private readonly ConcurrentDictionary<string, StoredConversation> _byKey = new();
    private readonly Dictionary<long, string> _keyById = [];

    /// <summary>Appends that wait for the test; only while <see cref="IsHolding"/>.</summary>
    public Queue<HeldAppend> Held { get; } = [];

    /// <summary>Every batch that was handed over, whatever became of it.</summary>
    public List<LogBatch> Batches { get; } = [];

    public bool IsHolding { get; set; }

    /// <summary>Everything but appends fails.</summary>
    public bool IsUnreachable { get; set; }

    /// <summary>Told of the application that a batch carries, in the same transaction.</summary>
    public Action<FriendApplication>? Answered { get; set; }

    public IEnumerable<string> Conversations => _byKey.Keys;

    public StoredConversation this[string conversation] =>
        _byKey.GetOrAdd(conversation, _ => new StoredConversation());

    public Task<ConversationHead> OpenAsync(string conversation, CancellationToken cancellation) =>
        Answer(() => this[conversation].Head());

    public Task<AppendOutcome> AppendAsync(LogBatch batch)
    {
        var append = new HeldAppend(batch, Store);
        lock (_gate)
        {
            Batches.Add(batch);
            if (IsHolding)
            {
                Held.Enqueue(append);
                return append.Task;
            }
        }

        append.Store();
        return append.Task;
    }

    public Task<ImmutableArray<ChatMessage>> ReadForwardAsync(
        string conversation, long fromSeq, long toSeq, int limit, CancellationToken cancellation) => Answer(() =>
            this[conversation].Rows.Where(row => row.Seq >= fromSeq && row.Seq <= toSeq).Take(limit).ToImmutableArray());

    public async Task<ImmutableArray<ChatMessage>> FindBackAsync(
        string conversation,
        HistoryFilter filter,
        long? startMessageId,
        long minSeq,
        int limit,
        CancellationToken cancellation)
    {
        var rows = await ReadBackAsync(conversation, startMessageId, minSeq, int.MaxValue, cancellation);
        return [.. rows.Where(row => MediaFilter.Fits(row, filter)).Take(limit)];
    }

    public Task<ImmutableArray<ChatMessage>> ReadBackAsync(
        string conversation, long? startMessageId, long minSeq, int limit, CancellationToken cancellation) => ReadBack(
            conversation, startMessageId, minSeq, limit, row => row is { IsVisible: true, IsRecalled: false });

    public Task<PairPage> PageAsync(
        string conversation, long skip, int count, bool newestFirst, CancellationToken cancellation) =>
        Answer(() => SaidPage.Of(this[conversation].Rows, skip, count, newestFirst));

    public Task<ImmutableArray<ChatMessage>> ReadAnnouncementsAsync(
        string conversation, long? startMessageId, long minSeq, int limit, CancellationToken cancellation) => ReadBack(
            conversation, startMessageId, minSeq, limit,
            row => row is { Kind: MessageKind.Announcement, IsRecalled: false });

    public async Task<int> CountAnnouncementsAsync(string conversation, long minSeq, CancellationToken cancellation) =>
        (await ReadAnnouncementsAsync(conversation, null, minSeq, int.MaxValue, cancellation)).Length;

    public Task<ChatMessage?> FindAsync(
        string conversation, int senderId, string clientMessageId, CancellationToken cancellation) =>
        Answer(() => this[conversation].Find(senderId, clientMessageId));

    public Task<ChatMessage?> FindAsync(string conversation, long messageId, CancellationToken cancellation) =>
        Answer(() => this[conversation].Rows.SingleOrDefault(row => row.MessageId == messageId));

    public Task UpdateMemberAsync(
        string conversation, int userId, MemberSettings settings, CancellationToken cancellation) => Answer(() =>
        {
            this[conversation].Set(userId, settings);
            return true;
        });

    private Task<ImmutableArray<ChatMessage>> ReadBack(
        string conversation, long? startMessageId, long minSeq, int limit, Func<ChatMessage, bool> isWanted) => Answer(() =>
        {
            var rows = this[conversation].Rows;
            var last = LastPlace.NotAfter(rows, startMessageId);
            return rows.AsEnumerable().Reverse()
                .Where(row => isWanted(row) && row.Seq >= minSeq && row.Seq <= last).Take(limit).ToImmutableArray();
        });

    private AppendOutcome Store(LogBatch batch)
    {
        lock (_gate)
        {
            var ofIds = batch.Messages.Select(row => Find(row.MessageId)).OfType<ChatMessage>();
            var outcome = this[batch.Conversation].Append(batch, ofIds);
            if (outcome.Result is AppendResult.Committed)
            {
                foreach (var row in batch.Messages)
                {
                    _keyById[row.MessageId] = batch.Conversation;
                }
            }

            if (outcome.Result is AppendResult.Committed && batch.Application is { } application)
            {
                Answered?.Invoke(application);
            }

            return outcome;
        }
    }

    private ChatMessage? Find(long messageId) => _keyById.TryGetValue(messageId, out var conversation)
        ? this[conversation].Rows.SingleOrDefault(row => row.MessageId == messageId)
        : null;

    private Task<T> Answer<T>(Func<T> answer)
    {
        lock (_gate)
        {
            return IsUnreachable
                ? Task.FromException<T>(new LogUnavailableException("The database does not answer."))
                : Task.FromResult(answer());
        }
    }
}
