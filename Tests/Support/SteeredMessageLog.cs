using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Tests.Support;

/// <summary>A log in memory that a test can stop before every answer, make fail, and look into.</summary>
internal sealed class SteeredMessageLog : IMessageLog
{
    private readonly Dictionary<string, StoredConversation> _byKey = [];

    /// <summary>Appends that wait for the test; only while <see cref="IsHolding"/>.</summary>
    public Queue<HeldAppend> Held { get; } = [];

    /// <summary>Every batch that was handed over, whatever became of it.</summary>
    public List<LogBatch> Batches { get; } = [];

    public bool IsHolding { get; set; }

    /// <summary>Everything but appends fails.</summary>
    public bool IsUnreachable { get; set; }

    public StoredConversation this[string conversation] =>
        _byKey.TryGetValue(conversation, out var stored) ? stored : _byKey[conversation] = new StoredConversation();

    public Task<ConversationHead> OpenAsync(string conversation, CancellationToken cancellation) =>
        Answer(() => this[conversation].Head());

    public Task<AppendOutcome> AppendAsync(LogBatch batch)
    {
        Batches.Add(batch);
        var append = new HeldAppend(batch, rows => this[rows.Conversation].Append(rows));
        if (IsHolding)
        {
            Held.Enqueue(append);
        }
        else
        {
            append.Store();
        }

        return append.Task;
    }

    public Task<ImmutableArray<ChatMessage>> ReadForwardAsync(
        string conversation, long fromSeq, long toSeq, int limit, CancellationToken cancellation) => Answer(() =>
            this[conversation].Rows.Where(row => row.Seq >= fromSeq && row.Seq <= toSeq).Take(limit).ToImmutableArray());

    public Task<ImmutableArray<ChatMessage>> ReadBackAsync(
        string conversation, long? startMessageId, long minSeq, int limit, CancellationToken cancellation) => Answer(() =>
            this[conversation].Rows.AsEnumerable().Reverse()
                .Where(row => row.IsVisible && row.Seq >= minSeq && row.MessageId <= (startMessageId ?? long.MaxValue))
                .Take(limit)
                .ToImmutableArray());

    public Task<ChatMessage?> FindAsync(
        string conversation, int senderId, string clientMessageId, CancellationToken cancellation) =>
        Answer(() => this[conversation].Find(senderId, clientMessageId));

    public Task UpdateMemberAsync(
        string conversation, int userId, MemberSettings settings, CancellationToken cancellation) => Answer(() =>
        {
            this[conversation].Set(userId, settings);
            return true;
        });

    private Task<T> Answer<T>(Func<T> answer) => IsUnreachable
        ? Task.FromException<T>(new LogUnavailableException("The database does not answer."))
        : Task.FromResult(answer());
}
