using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Support;

/// <summary>The log as lists in memory, with the rules of the real one.</summary>
public sealed class InMemoryMessageLog : IMessageLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<ChatMessage>> _rows = [];
    private readonly Dictionary<string, List<MemberRow>> _members = [];
    private readonly Dictionary<long, string> _conversationById = [];

    /// <summary>Set to have every call answered as a database in trouble would.</summary>
    public bool IsOut { get; set; }

    /// <summary>Appends that were answered with <see cref="AppendResult.Committed"/>.</summary>
    public int Commits { get; private set; }

    /// <summary>Applications that came with committed batches.</summary>
    public List<FriendApplication> Applications { get; } = [];

    public async Task<AppendOutcome> AppendAsync(LogBatch batch)
    {
        StorageText.Ensure(batch);
        await Task.Yield();
        lock (_lock)
        {
            EnsureUp();
            var rows = RowsOf(batch.Conversation);
            if (batch.Messages[0].Seq != rows.Count + 1)
            {
                return AppendOutcome.Conflict;
            }

            var keys = batch.Messages.Where(row => row.ClientMessageId is not null)
                .Select(row => (row.SenderId, row.ClientMessageId)).ToHashSet();
            var known = rows.Where(row => keys.Contains((row.SenderId, row.ClientMessageId)))
                .Concat(batch.Messages.Select(row => Find(row.MessageId)).OfType<ChatMessage>())
                .DistinctBy(row => row.MessageId).OrderBy(row => row.Seq).ToImmutableArray();
            if (!known.IsEmpty)
            {
                return new AppendOutcome(AppendResult.Duplicate, known);
            }

            Store(batch, rows);
            return AppendOutcome.Committed;
        }
    }

    public Task<ConversationHead> OpenAsync(string conversation, CancellationToken cancellation)
    {
        lock (_lock)
        {
            EnsureUp();
            var rows = RowsOf(conversation);
            return Task.FromResult(ConversationHead.Of(
                [.. MembersOf(conversation).OrderBy(row => row.FromSeq).ThenBy(row => row.UserId)],
                [.. rows.TakeLast(64)]));
        }
    }

    public Task<ImmutableArray<ChatMessage>> ReadForwardAsync(
        string conversation, long fromSeq, long toSeq, int limit, CancellationToken cancellation) =>
        Read(conversation, rows => rows.Where(row => row.Seq >= fromSeq && row.Seq <= toSeq).Take(limit));

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
        string conversation, long? startMessageId, long minSeq, int limit, CancellationToken cancellation) =>
        ReadBack(conversation, startMessageId, minSeq, limit, row => row is { IsVisible: true, IsRecalled: false });

    public async Task<PairPage> PageAsync(
        string conversation, long skip, int count, bool newestFirst, CancellationToken cancellation) =>
        SaidPage.Of(await Read(conversation, rows => rows.ToArray()), skip, count, newestFirst);

    public Task<ImmutableArray<ChatMessage>> ReadAnnouncementsAsync(
        string conversation, long? startMessageId, long minSeq, int limit, CancellationToken cancellation) =>
        ReadBack(
            conversation, startMessageId, minSeq, limit,
            row => row is { Kind: MessageKind.Announcement, IsRecalled: false });

    public async Task<int> CountAnnouncementsAsync(string conversation, long minSeq, CancellationToken cancellation) =>
        (await ReadAnnouncementsAsync(conversation, null, minSeq, int.MaxValue, cancellation)).Length;

    public async Task<ChatMessage?> FindAsync(
        string conversation, int senderId, string clientMessageId, CancellationToken cancellation) =>
        (await Read(conversation, rows => rows.Where(row =>
            row.SenderId == senderId && row.ClientMessageId == clientMessageId))).FirstOrDefault();

    public async Task<ChatMessage?> FindAsync(string conversation, long messageId, CancellationToken cancellation) =>
        (await Read(conversation, rows => rows.Where(row => row.MessageId == messageId))).FirstOrDefault();

    public Task UpdateMemberAsync(
        string conversation, int userId, MemberSettings settings, CancellationToken cancellation)
    {
        StorageText.Ensure(settings.Alias, "alias");
        lock (_lock)
        {
            EnsureUp();
            var members = MembersOf(conversation);
            var at = members.FindIndex(row => row.UserId == userId);
            if (at >= 0)
            {
                members[at] = members[at] with
                {
                    Alias = settings.Alias ?? members[at].Alias,
                    NoDisturbing = settings.NoDisturbing ?? members[at].NoDisturbing,
                    OnTop = settings.OnTop ?? members[at].OnTop,
                };
            }
        }

        return Task.CompletedTask;
    }

    private void Store(LogBatch batch, List<ChatMessage> rows)
    {
        Commits++;
        foreach (var row in batch.Messages)
        {
            rows.Add(row with { Author = null, AmongStrangers = false });
            _conversationById.Add(row.MessageId, row.Conversation);
        }

        foreach (var recalled in batch.Recalls)
        {
            var at = rows.FindIndex(row => row.MessageId == recalled);
            if (at >= 0)
            {
                rows[at] = rows[at] with { Body = "", Wording = null };
            }
        }

        var members = MembersOf(batch.Conversation);
        foreach (var change in batch.Changes)
        {
            Apply(members, change);
        }

        if (batch.Application is { } application)
        {
            Applications.Add(application);
        }
    }

    private ChatMessage? Find(long messageId) => _conversationById.TryGetValue(messageId, out var conversation)
        ? RowsOf(conversation).Single(row => row.MessageId == messageId)
        : null;

    private static void Apply(List<MemberRow> members, MemberChange change)
    {
        var at = members.FindIndex(row => row.UserId == change.UserId);
        switch (change.Kind)
        {
            case MemberChangeKind.Join when at < 0:
                members.Add(new MemberRow(
                    change.UserId, change.Seq, change.Level ?? 1, change.Alias, false, false, change.AtUnixMs,
                    change.MutedUntilUnixMs ?? 0, change.MuteList ?? 1));
                break;
            case MemberChangeKind.Update when at >= 0:
                members[at] = members[at].Apply(change);
                break;
            case MemberChangeKind.Leave when at >= 0:
                members.RemoveAt(at);
                break;
        }
    }

    private Task<ImmutableArray<ChatMessage>> ReadBack(
        string conversation, long? startMessageId, long minSeq, int limit, Func<ChatMessage, bool> isWanted) =>
        Read(conversation, rows =>
        {
            var last = LastPlace.NotAfter(rows, startMessageId);
            return rows.AsEnumerable().Reverse()
                .Where(row => isWanted(row) && row.Seq >= minSeq && row.Seq <= last).Take(limit);
        });

    private Task<ImmutableArray<ChatMessage>> Read(
        string conversation, Func<List<ChatMessage>, IEnumerable<ChatMessage>> select)
    {
        lock (_lock)
        {
            EnsureUp();
            return Task.FromResult(select(RowsOf(conversation)).ToImmutableArray());
        }
    }

    private List<ChatMessage> RowsOf(string conversation) =>
        _rows.TryGetValue(conversation, out var rows) ? rows : _rows[conversation] = [];

    private List<MemberRow> MembersOf(string conversation) =>
        _members.TryGetValue(conversation, out var members) ? members : _members[conversation] = [];

    private void EnsureUp()
    {
        if (IsOut)
        {
            throw new LogUnavailableException("Switched off by the test.");
        }
    }
}
