using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.Tests.Support;

/// <summary>A pair's log.</summary>
internal sealed class FakeFriendship(string pair) : IFriendshipGrain
{
    public FakeLog Log { get; } = new("d:" + pair);

    public Task<ImmutableArray<ChatMessage>> CatchUpAsync(long fromSeq, long toSeq, CancellationToken cancellation) =>
        Log.ReadAsync(fromSeq, toSeq);

    public Task PresenceChangedAsync(int userId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<FriendApplication>> RequestAsync(FriendRequest request, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<FriendApplication>> RespondAsync(int callerId, bool accepts, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> EndAsync(int callerId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<FriendView>> GetAsync(int callerId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ChatError> SetAsync(int callerId, MemberSettings settings, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation) => Log.PostAsync(draft);

    public Task<ChatError> RecallAsync(RecallMessage command, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<PairPage>> PageAsync(PairQuery query, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<Relation>> GetRelationAsync(int callerId, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> SetRelationAsync(int callerId, RelationEdit edit, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
