using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Inbox;
using OrleansChat.Rooms;

namespace OrleansChat.Tests.Support;

/// <summary>Knows the user's rooms, and remembers the positions that it is told.</summary>
internal sealed class FakeInbox : IInboxGrain
{
    private int _reports;

    public ImmutableArray<long> Rooms { get; set; } = [];

    public ChatError Refusal { get; set; }

    /// <summary>What was said lately, and how often that was asked.</summary>
    public ImmutableArray<RecentConversation> Recent { get; set; } = [];

    public int Asked { get; private set; }

    /// <summary>Ends questions for what was said lately.</summary>
    public Exception? Fault { get; set; }

    /// <summary>How many questions for what was said lately fail before one is answered.</summary>
    public int Failures { get; set; }

    public ConcurrentDictionary<string, long> Positions { get; } = new();

    /// <summary>Reports of positions that came.</summary>
    public int Reports => Volatile.Read(ref _reports);

    /// <summary>What reports wait for before they are taken down.</summary>
    public Task Reporting { get; set; } = Task.CompletedTask;

    public async Task MarkReadAsync(ImmutableArray<ReadPosition> positions, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reports);
        await Reporting;
        foreach (var position in positions)
        {
            Positions.AddOrUpdate(position.Conversation, position.Seq, (_, seq) => Math.Max(seq, position.Seq));
        }
    }

    public Task<Reply<ImmutableArray<ConversationView>>> ListAsync(
        bool direct, long changedSinceUnixMs, CancellationToken cancellation) =>
        Task.FromResult(Refusal is ChatError.None
            ? Rooms.Select(room => new ConversationView(ConversationKey.Room(room), "", false, false, true, 1)).ToImmutableArray()
            : new Reply<ImmutableArray<ConversationView>>(default, Refusal));

    public Task<Reply<string>> LocateAsync(long messageId, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<ImmutableArray<UnreadView>>> UnreadAsync(bool direct, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<ImmutableArray<FriendApplication>>> ApplicationsAsync(CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<ApplicationPage>> PageApplicationsAsync(
        long? startId, int count, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<int>> CountWaitingAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<ImmutableArray<RecentConversation>>> RecentAsync(long sinceUnixMs, CancellationToken cancellation)
    {
        Asked++;
        if (Fault is { } fault)
        {
            return Task.FromException<Reply<ImmutableArray<RecentConversation>>>(fault);
        }

        return Failures-- > 0
            ? Task.FromException<Reply<ImmutableArray<RecentConversation>>>(new TimeoutException("Told to fail."))
            : Task.FromResult<Reply<ImmutableArray<RecentConversation>>>(Recent);
    }

    public Task<Reply<ImmutableArray<long>>> MissedAsync(MissedQuery query, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<ImmutableArray<ChatMessage>>> MessagesAsync(
        ImmutableArray<long> messageIds, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<ImmutableArray<ChatMessage>>> PageDirectAsync(
        int skip, int count, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<ImmutableArray<RoomKey>>> RoomKeysAsync(long atUnixMs, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<ImmutableArray<Relation>>> RelationsAsync(CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<ImmutableArray<int>>> BlockersAsync(
        ImmutableArray<int> others, CancellationToken cancellation) => throw new NotSupportedException();
}
