using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.Tests.Support;

/// <summary>A room's log, and who it was told to announce to.</summary>
internal sealed class FakeRoom(long roomId) : IRoomGrain
{
    public FakeLog Log { get; } = new(ConversationKey.Room(roomId));

    /// <summary>Each lease that was asked for, oldest first.</summary>
    public ConcurrentQueue<ImmutableArray<int>> Leases { get; } = new();

    public Task<ImmutableArray<ChatMessage>> CatchUpAsync(long fromSeq, long toSeq, CancellationToken cancellation) =>
        Log.ReadAsync(fromSeq, toSeq);

    public Task<long> ListenAsync(string node, ImmutableArray<int> online, CancellationToken cancellation)
    {
        Leases.Enqueue(online);
        return Task.FromResult(Log.Last);
    }

    public Task<Reply<RoomView>> CreateAsync(CreateRoom command, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<RoomView>> GetAsync(int callerId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<ImmutableArray<MemberView>>> ListMembersAsync(int callerId, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<MemberView>> GetMemberAsync(int callerId, int userId, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<int>> CountOnlineAsync(int callerId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<ImmutableArray<MemberView>>> FindMembersAsync(
        int callerId, string query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ChatError> EditAsync(int callerId, RoomEdit edit, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> SetAsync(int callerId, MemberSettings settings, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> InviteAsync(int callerId, ImmutableArray<int> userIds, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> LeaveAsync(int callerId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ChatError> RemoveAsync(int callerId, ImmutableArray<int> userIds, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> DissolveAsync(int callerId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation) => Log.PostAsync(draft);

    public Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
