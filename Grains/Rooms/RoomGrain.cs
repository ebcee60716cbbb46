using System.Collections.Immutable;
using Orleans.Runtime;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.Rooms;

[GrainType("room")]
internal sealed class RoomGrain(
    [PersistentState("room", "Default")] IPersistentState<RoomState> room,
    ConversationParts parts,
    IApplicationStore applications) : Grain, IRoomGrain
{
    private readonly RoomListeners _listeners = new(parts.Clock);
    private LiveRoom _room = null!; // this and its parts are set before the first call
    private RoomMembership _membership = null!;
    private RoomDoor _door = null!;
    private RoomRanks _ranks = null!;
    private RoomSettings _settings = null!;
    private RoomRoll _roll = null!;
    private RoomSilence _silence = null!;
    private RoomWords _words = null!;

    private ConversationState State => _room.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var id = this.GetPrimaryKeyLong();
        var key = ConversationKey.Room(id);
        var head = await parts.Log.OpenAsync(key, cancellationToken);
        var conversation = new Conversation(key, head, parts, _listeners, DeactivateOnIdle);
        _room = new LiveRoom(id, room, conversation, _listeners, GrainFactory, parts, DeactivateOnIdle);
        _membership = new RoomMembership(_room);
        _door = new RoomDoor(_room, _membership, applications);
        _ranks = new RoomRanks(_room);
        _settings = new RoomSettings(_room);
        _roll = new RoomRoll(_room);
        _silence = new RoomSilence(_room);
        _words = new RoomWords(_room);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _room?.Notices.ForgottenAsync() ?? Task.CompletedTask; // null when the activation failed

    public Task<Reply<RoomView>> CreateAsync(CreateRoom command, CancellationToken cancellation) =>
        _membership.CreateAsync(command, cancellation);

    public Task<Reply<RoomView>> GetAsync(int callerId, CancellationToken cancellation) =>
        Task.FromResult<Reply<RoomView>>(State.Members.IsEmpty ? ChatError.RoomUnknown : _room.View(callerId));

    public Task<Reply<int>> FindOwnerAsync(CancellationToken cancellation) => Task.FromResult(_roll.FindOwner());

    public Task<Reply<ImmutableArray<MemberView>>> ListMembersAsync(int callerId, CancellationToken cancellation) =>
        Task.FromResult(_roll.List(callerId));

    public Task<Reply<MemberView>> GetMemberAsync(int callerId, int userId, CancellationToken cancellation) =>
        Task.FromResult(_roll.Get(callerId, userId));

    public Task<Reply<ImmutableArray<MemberView>>> FindMembersAsync(
        int callerId, string query, CancellationToken cancellation) => _roll.FindAsync(callerId, query, cancellation);

    public Task<Reply<int>> CountOnlineAsync(int callerId, CancellationToken cancellation) =>
        Task.FromResult(_roll.CountOnline(callerId));

    public Task<ChatError> EditAsync(int callerId, RoomEdit edit, CancellationToken cancellation) =>
        _settings.EditAsync(callerId, edit);

    public Task<ChatError> SetAsync(int callerId, MemberSettings settings, CancellationToken cancellation) =>
        _settings.SetAsync(callerId, settings, cancellation);

    public Task<ChatError> SetLevelAsync(
        int callerId, int userId, MemberLevel level, CancellationToken cancellation) =>
        _ranks.SetLevelAsync(callerId, userId, level);

    public Task<ChatError> MuteAsync(int callerId, MuteEdit edit, CancellationToken cancellation) =>
        _silence.SetAsync(callerId, edit);

    public Task<ChatError> MuteMemberAsync(
        int callerId, int userId, long untilUnixMs, CancellationToken cancellation) =>
        _silence.SetOneAsync(callerId, userId, untilUnixMs);

    public Task<Reply<RoomEntry>> InviteAsync(
        int callerId, ImmutableArray<int> userIds, CancellationToken cancellation) =>
        _door.InviteAsync(callerId, userIds, cancellation);

    public Task<Reply<RoomEntry>> ApplyAsync(int callerId, string reason, CancellationToken cancellation) =>
        _door.ApplyAsync(callerId, reason, cancellation);

    public Task<ChatError> ApproveAsync(
        int callerId, int applicantId, bool accepts, CancellationToken cancellation) =>
        _door.ApproveAsync(callerId, applicantId, accepts, cancellation);

    public Task<ChatError> LeaveAsync(int callerId, CancellationToken cancellation) => _membership.LeaveAsync(callerId);

    public Task<ChatError> RemoveAsync(int callerId, ImmutableArray<int> userIds, CancellationToken cancellation) =>
        _membership.RemoveAsync(callerId, userIds);

    public Task<ChatError> DissolveAsync(int callerId, CancellationToken cancellation) =>
        _membership.DissolveAsync(callerId);

    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation) =>
        _words.PostAsync(draft, cancellation);

    public Task<ChatError> RecallAsync(RecallMessage command, CancellationToken cancellation) =>
        _words.RecallAsync(command, cancellation);

    public Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, CancellationToken cancellation) =>
        _words.ReadAsync(query, cancellation);

    public Task<Reply<AnnouncementPage>> ReadAnnouncementsAsync(HistoryQuery query, CancellationToken cancellation) =>
        _words.ReadAnnouncementsAsync(query, cancellation);

    public Task<ChatError> TellFriendshipAsync(int applicantId, int friendId, CancellationToken cancellation) =>
        _words.TellFriendshipAsync(applicantId, friendId);

    public async Task<ImmutableArray<ChatMessage>> CatchUpAsync(
        long fromSeq, long toSeq, CancellationToken cancellation) => await GrainFactory.NameAsync(
            await _room.Conversation.CatchUpAsync(fromSeq, toSeq, cancellation), cancellation);

    public Task<long> ListenAsync(ListenerChange change, CancellationToken cancellation)
    {
        _room.Notices.CountSoon(this);
        return Task.FromResult(
            _listeners.TryListen(change, State.Members) ? State.LastSeq : ListenerChange.ListUnknown);
    }
}
