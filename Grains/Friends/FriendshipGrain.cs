using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Friends;

[GrainType("friendship")]
internal sealed class FriendshipGrain(
    ConversationParts parts, IApplicationStore applications, IRelationStore relations, FriendshipOptions options)
    : Grain, IFriendshipGrain
{
    private FriendshipAudience _audience = null!; // set before the first call
    private Conversation _conversation = null!;
    private PairRelations _relations = null!;
    private FriendshipNotices _notices = null!;
    private FriendshipWords _words = null!;

    private ConversationState State => _conversation.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!ConversationKey.TryDirect(this.GetPrimaryKeyString(), out var lower, out var higher))
        {
            throw new InvalidOperationException($"'{this.GetPrimaryKeyString()}' is no pair of users.");
        }

        var key = ConversationKey.Direct(lower, higher);
        _audience = new FriendshipAudience(GrainFactory, parts, lower, higher);
        _notices = new FriendshipNotices(GrainFactory, parts, _audience);
        var keeping = relations.LoadAsync(lower, higher, cancellationToken);
        var head = await parts.Log.OpenAsync(key, cancellationToken);
        _relations = new PairRelations(relations, await keeping, DeactivateOnIdle);
        _conversation = new Conversation(key, head, parts, _audience, DeactivateOnIdle);
        _words = new FriendshipWords(GrainFactory, _conversation, _audience.Users, _relations, options);
    }

    public async Task<Reply<FriendApplication>> RequestAsync(FriendRequest request, CancellationToken cancellation)
    {
        var peer = Peer(request.ApplicantId);
        var refusal = FriendshipRules.Request(
            request.ApplicantId, peer, AreFriends(request.ApplicantId), _relations.HasBlocked(peer));
        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var wish = new FriendApplication(0, request.ApplicantId, peer, request.Reason, ApplicationStatus.Waiting, 0)
        {
            RoomId = request.RoomId,
        };
        return await _notices.TellAsync(await applications.SaveAsync(wish, request.Remark, cancellation));
    }

    public async Task<Reply<FriendApplication>> RespondAsync(int callerId, bool accepts, CancellationToken cancellation)
    {
        var waiting = Peer(callerId) is 0 ? null : await FindAsync(Peer(callerId), callerId, cancellation);
        if (waiting?.Status is not ApplicationStatus.Waiting)
        {
            return waiting is null ? ChatError.RequestUnknown : ChatError.RequestHandled;
        }

        var answered = waiting with { Status = accepts ? ApplicationStatus.Accepted : ApplicationStatus.Rejected };
        if (!accepts)
        {
            await applications.AnswerAsync(answered, cancellation);
            return await _notices.TellAsync(answered);
        }

        if (AreFriends(callerId)) // both asked: the other's application made them friends already
        {
            await applications.AnswerAsync(answered, cancellation);
            return ChatError.RequestHandled;
        }

        var remark = await applications.RemarkAsync(waiting.ApplicantId, callerId, cancellation);
        var change = new ConversationChange(FriendshipRules.Begin(waiting.ApplicantId, remark, callerId))
        {
            Application = answered,
        };
        var refusal = await _conversation.ChangeAsync(change);
        return refusal is ChatError.None ? await _notices.TellAsync(answered) : refusal;
    }

    public async Task<ChatError> EndAsync(int callerId, CancellationToken cancellation)
    {
        var refusal = AreFriends(callerId)
            ? await _conversation.ChangeAsync(new([.. _audience.Users.Select(MemberChange.Leave)]))
            : ChatError.NotFriends;
        if (refusal is ChatError.None)
        {
            await _notices.EndedAsync(callerId, Peer(callerId));
        }

        return refusal;
    }

    public Task<Reply<FriendView>> GetAsync(int callerId, CancellationToken cancellation) =>
        Task.FromResult<Reply<FriendView>>(
            AreFriends(callerId)
                ? FriendshipRules.View(Peer(callerId), State.Members[callerId])
                : ChatError.NotFriends);

    public async Task<ChatError> SetAsync(int callerId, MemberSettings settings, CancellationToken cancellation) =>
        AreFriends(callerId)
            ? await _conversation.SetAsync(callerId, settings, cancellation)
            : ChatError.NotFriends;

    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation) =>
        _words.PostAsync(draft, cancellation);

    public async Task<ChatError> RecallAsync(RecallMessage command, CancellationToken cancellation) =>
        !AreFriends(command.CallerId) ? ChatError.NotFriends
        : command.IsMuted ? ChatError.Muted
        : await _conversation.RecallAsync(command, readsFrom: 1, cancellation);

    public async Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, CancellationToken cancellation) =>
        AreFriends(query.CallerId)
            ? await _conversation.ReadAsync(query, minSeq: 1, cancellation)
            : ChatError.NotFriends;

    public Task<Reply<PairPage>> PageAsync(PairQuery query, CancellationToken cancellation) =>
        _words.PageAsync(query, cancellation);

    public Task<ImmutableArray<ChatMessage>> CatchUpAsync(long fromSeq, long toSeq, CancellationToken cancellation) =>
        _words.CatchUpAsync(fromSeq, toSeq, cancellation);

    public Task PresenceChangedAsync(int userId, CancellationToken cancellation)
    {
        _audience.TakeBack(userId);
        return Task.CompletedTask;
    }

    public Task<Reply<Relation>> GetRelationAsync(int callerId, CancellationToken cancellation) =>
        Task.FromResult<Reply<Relation>>(
            Peer(callerId) is 0 ? ChatError.NotFriends : _relations.Of(callerId, Peer(callerId)));

    public async Task<ChatError> SetRelationAsync(int callerId, RelationEdit edit, CancellationToken cancellation) =>
        FriendshipRules.Keep(callerId, Peer(callerId), edit, AreFriends(callerId)) is var refusal and not ChatError.None
            ? refusal
            : await _relations.SetAsync(_relations.Of(callerId, Peer(callerId)), edit, cancellation);

    private bool AreFriends(int callerId) => FriendshipRules.IsFriend(State, callerId);

    private int Peer(int userId) => ConversationKey.Peer(this.GetPrimaryKeyString(), userId);

    private Task<FriendApplication?> FindAsync(int applicantId, int targetId, CancellationToken cancellation) =>
        applications.FindAsync(ApplicationKind.Friendship, applicantId, targetId, cancellation);
}
