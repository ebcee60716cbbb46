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

    private readonly HashSet<int> _listeners = [];
    private long _version = -1;

    /// <summary>Who listened after each change that was taken, oldest first.</summary>
    public ConcurrentQueue<ImmutableArray<int>> Leases { get; } = new();

    /// <summary>Each change that was sent, oldest first.</summary>
    public ConcurrentQueue<ListenerChange> Changes { get; } = new();

    /// <summary>So many changes are taken, and their answers lost.</summary>
    public int LostAnswers { get; set; }

    public Task<ImmutableArray<ChatMessage>> CatchUpAsync(long fromSeq, long toSeq, CancellationToken cancellation) =>
        Log.ReadAsync(fromSeq, toSeq);

    /// <summary>As another activation would.</summary>
    public void ForgetListeners() => Volatile.Write(ref _version, -1);

    public Task<long> ListenAsync(ListenerChange change, CancellationToken cancellation)
    {
        lock (_listeners)
        {
            Changes.Enqueue(change);
            if (change.Since != 0 && change.Since != Volatile.Read(ref _version))
            {
                return Task.FromResult(ListenerChange.ListUnknown);
            }

            if (change.Since == 0)
            {
                _listeners.Clear();
            }

            _listeners.ExceptWith(change.Went);
            _listeners.UnionWith(change.Came);
            Volatile.Write(ref _version, change.Version);
            var last = Log.Last; // what is said once a test sees the lease comes after it
            Leases.Enqueue([.. _listeners]);
            return --LostAnswers >= 0 ? throw new TimeoutException("The answer was lost.") : Task.FromResult(last);
        }
    }

    public Task<Reply<RoomView>> CreateAsync(CreateRoom command, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<RoomView>> GetAsync(int callerId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<int>> FindOwnerAsync(CancellationToken cancellation) => throw new NotSupportedException();

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

    public Task<ChatError> SetLevelAsync(
        int callerId, int userId, MemberLevel level, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ChatError> MuteAsync(int callerId, MuteEdit edit, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> MuteMemberAsync(
        int callerId, int userId, long untilUnixMs, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<AnnouncementPage>> ReadAnnouncementsAsync(HistoryQuery query, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> TellFriendshipAsync(int applicantId, int friendId, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<RoomEntry>> InviteAsync(
        int callerId, ImmutableArray<int> userIds, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<RoomEntry>> ApplyAsync(int callerId, string reason, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> ApproveAsync(
        int callerId, int applicantId, bool accepts, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ChatError> LeaveAsync(int callerId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ChatError> RemoveAsync(int callerId, ImmutableArray<int> userIds, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> DissolveAsync(int callerId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation) => Log.PostAsync(draft);

    public Task<ChatError> RecallAsync(RecallMessage command, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
