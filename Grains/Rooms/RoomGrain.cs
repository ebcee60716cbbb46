using System.Collections.Immutable;
using Orleans.Runtime;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Durability;
using OrleansChat.Errors;
using OrleansChat.Fanout;

namespace OrleansChat.Rooms;

[GrainType("room")]
internal sealed class RoomGrain(
    [PersistentState("room", "Default")] IPersistentState<RoomState> room, ConversationParts parts) : Grain, IRoomGrain
{
    private readonly RoomListeners _listeners = new(parts.Clock);
    private Conversation _conversation = null!; // set before the first call
    private RoomNotices _notices = null!;

    private ConversationState State => _conversation.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = ConversationKey.Room(this.GetPrimaryKeyLong());
        var head = await parts.Log.OpenAsync(key, cancellationToken);
        _conversation = new Conversation(key, head, parts, _listeners, DeactivateOnIdle);
        _notices = new RoomNotices(this.GetPrimaryKeyLong(), GrainFactory, parts, _listeners);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _notices?.ForgottenAsync() ?? Task.CompletedTask; // null when the activation failed

    public async Task<Reply<RoomView>> CreateAsync(CreateRoom command, CancellationToken cancellation)
    {
        var members = RoomRules.FirstMembers(command);
        if (!RoomRules.IsMadeBy(command, State, room.State))
        {
            if (RoomRules.Create(State, command) is var refusal and not ChatError.None)
            {
                return refusal;
            }

            var described = await RoomMark.DescribeAsync(command, this.GetPrimaryKeyLong(), GrainFactory, cancellation);
            await room.StoreAsync(described, DeactivateOnIdle);
            refusal = await _conversation.ChangeMembersAsync(members);
            if (refusal is not ChatError.None)
            {
                return refusal;
            }
        }

        await _notices.CreatedAsync([.. members.Select(one => one.UserId)], State).OrLostAsync(parts.Logger);
        return View(command.OwnerId);
    }

    public Task<Reply<RoomView>> GetAsync(int callerId, CancellationToken cancellation) =>
        Task.FromResult<Reply<RoomView>>(State.Members.IsEmpty ? ChatError.RoomUnknown : View(callerId));

    public Task<Reply<ImmutableArray<MemberView>>> ListMembersAsync(int callerId, CancellationToken cancellation) =>
        Task.FromResult<Reply<ImmutableArray<MemberView>>>(
            RoomRules.See(State, callerId) is var refusal and not ChatError.None
                ? refusal
                : State.Members.InOrder.Select(RoomViews.Member).ToImmutableArray());

    public Task<Reply<MemberView>> GetMemberAsync(int callerId, int userId, CancellationToken cancellation) =>
        Task.FromResult<Reply<MemberView>>(
            RoomRules.See(State, callerId) is var refusal and not ChatError.None ? refusal
            : State.Members.TryGetValue(userId, out var member) ? RoomViews.Member(member)
            : ChatError.NotMember);

    public Task<Reply<int>> CountOnlineAsync(int callerId, CancellationToken cancellation) =>
        Task.FromResult<Reply<int>>(
            RoomRules.See(State, callerId) is var refusal and not ChatError.None
                ? refusal
                : _listeners.CountOnline(State));

    public async Task<ChatError> InviteAsync(int callerId, ImmutableArray<int> userIds, CancellationToken cancellation)
    {
        if (RoomRules.Invite(State, room.State, callerId, userIds.Length) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var newcomers = userIds.Where(user => !State.IsMember(user)).Distinct().ToImmutableArray();
        if (newcomers.IsEmpty)
        {
            return ChatError.None;
        }

        refusal = await _conversation.ChangeMembersAsync([.. newcomers.Select(RoomRules.JoinAsMember)]);
        if (refusal is ChatError.None)
        {
            await _notices.JoinedAsync(newcomers, State).OrLostAsync(parts.Logger);
        }

        return refusal;
    }

    public Task<ChatError> LeaveAsync(int callerId, CancellationToken cancellation) =>
        DepartAsync(RoomRules.Leave(State, callerId), [callerId], NoticeKind.RoomLeft);

    public Task<ChatError> RemoveAsync(int callerId, ImmutableArray<int> userIds, CancellationToken cancellation) =>
        DepartAsync(RoomRules.Remove(State, callerId, userIds), userIds, NoticeKind.RoomRemoved);

    public Task<ChatError> DissolveAsync(int callerId, CancellationToken cancellation) =>
        DepartAsync(RoomRules.Dissolve(State, callerId), [.. State.Members.Keys], NoticeKind.RoomDissolved);

    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation) =>
        _conversation.PostAsync(
            draft, RoomRules.Post(State, draft, _conversation.CanSpeak(draft.SenderId)), cancellation);

    public async Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, CancellationToken cancellation) =>
        RoomRules.See(State, query.CallerId) is var refusal and not ChatError.None
            ? refusal
            : await _conversation.ReadAsync(query, State.Members[query.CallerId].FromSeq, cancellation);

    public async Task<ImmutableArray<ChatMessage>> CatchUpAsync(
        long fromSeq, long toSeq, CancellationToken cancellation) =>
        await GrainFactory.NameAsync(await _conversation.CatchUpAsync(fromSeq, toSeq, cancellation), cancellation);

    public Task<long> ListenAsync(string node, ImmutableArray<int> online, CancellationToken cancellation)
    {
        _listeners.Listen(node, online);
        _notices.CountSoon(this, () => _listeners.CountOnline(State));
        return Task.FromResult(State.LastSeq);
    }

    private async Task<ChatError> DepartAsync(ChatError refusal, ImmutableArray<int> userIds, NoticeKind kind)
    {
        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var before = State;
        var departing = userIds.Distinct().ToImmutableArray();
        refusal = await _conversation.ChangeMembersAsync([.. departing.Select(MemberChange.Leave)]);
        if (refusal is ChatError.None)
        {
            await _notices.DepartedAsync(kind, departing, before).OrLostAsync(parts.Logger);
        }

        return refusal;
    }

    private RoomView View(int callerId) =>
        RoomViews.Room(this.GetPrimaryKeyLong(), room.State, State, callerId, _listeners);
}
