using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Rooms;

namespace OrleansChat.Inbox;

[GrainType("inbox")]
internal sealed class InboxGrain(
    IInboxStore store, IApplicationStore applications, IMissedMessages missed, IRoomKeyStore keys,
    IRelationStore relations) : Grain, IInboxGrain
{
    private const int MaxRoomKeys = 1_000;

    private readonly Dictionary<string, long> _seqByConversation = [];

    private int UserId => (int)this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var position in await store.LoadAsync(UserId, cancellationToken))
        {
            _seqByConversation[position.Conversation] = position.Seq;
        }
    }

    public async Task MarkReadAsync(ImmutableArray<ReadPosition> positions, CancellationToken cancellation)
    {
        var moved = positions.Where(IsAhead).ToImmutableArray();
        if (moved.IsEmpty)
        {
            return;
        }

        foreach (var position in moved) // before the write: a reader in between sees what was read
        {
            _seqByConversation[position.Conversation] = position.Seq;
        }

        try
        {
            await store.SaveAsync(UserId, moved, CancellationToken.None);
        }
        catch // stored or not: the next activation reads which, and the next mark is not taken for an old one
        {
            foreach (var position in moved)
            {
                _seqByConversation.Remove(position.Conversation);
            }

            DeactivateOnIdle();
            throw;
        }
    }

    public async Task<Reply<ImmutableArray<UnreadView>>> UnreadAsync(bool direct, CancellationToken cancellation) =>
        await store.UnreadAsync(
            UserId,
            direct,
            [.. _seqByConversation.Select(position => new ReadPosition(position.Key, position.Value))],
            cancellation);

    public async Task<Reply<string>> LocateAsync(long messageId, CancellationToken cancellation) =>
        await store.LocateAsync(UserId, messageId, cancellation) is { } conversation
            ? conversation
            : ChatError.MessageUnknown;

    public async Task<Reply<ImmutableArray<ConversationView>>> ListAsync(
        bool direct, long changedSinceUnixMs, CancellationToken cancellation) =>
        await store.ListAsync(UserId, direct, changedSinceUnixMs, cancellation);

    public async Task<Reply<ImmutableArray<RecentConversation>>> RecentAsync(
        long sinceUnixMs, CancellationToken cancellation) =>
        await store.RecentAsync(UserId, sinceUnixMs, cancellation);

    public async Task<Reply<ImmutableArray<FriendApplication>>> ApplicationsAsync(CancellationToken cancellation) =>
        await applications.ListAsync(UserId, cancellation);

    public async Task<Reply<ApplicationPage>> PageApplicationsAsync(
        long? startId, int count, CancellationToken cancellation) =>
        await applications.PageAsync(UserId, startId, count, cancellation);

    public async Task<Reply<int>> CountWaitingAsync(CancellationToken cancellation) =>
        await applications.CountWaitingAsync(UserId, cancellation);

    public async Task<Reply<ImmutableArray<long>>> MissedAsync(MissedQuery query, CancellationToken cancellation) =>
        await missed.ListAsync(UserId, query, cancellation);

    public async Task<Reply<ImmutableArray<ChatMessage>>> MessagesAsync(
        ImmutableArray<long> messageIds, CancellationToken cancellation) =>
        await GrainFactory.NameAsync(await missed.ReadAsync(UserId, messageIds, cancellation), cancellation);

    public async Task<Reply<ImmutableArray<ChatMessage>>> PageDirectAsync(
        int skip, int count, CancellationToken cancellation) => await GrainFactory.NameAsync(
            await missed.PageDirectAsync(UserId, skip, count, cancellation), cancellation);

    public async Task<Reply<ImmutableArray<RoomKey>>> RoomKeysAsync(long atUnixMs, CancellationToken cancellation) =>
        await keys.ListAsync(UserId, atUnixMs, MaxRoomKeys, cancellation);

    public async Task<Reply<ImmutableArray<Relation>>> RelationsAsync(CancellationToken cancellation) =>
        await relations.ListAsync(UserId, cancellation);

    public async Task<Reply<ImmutableArray<int>>> BlockersAsync(
        ImmutableArray<int> others, CancellationToken cancellation) =>
        await relations.BlockersAsync(UserId, others, cancellation);

    private bool IsAhead(ReadPosition position) =>
        position.Seq > _seqByConversation.GetValueOrDefault(position.Conversation);
}
