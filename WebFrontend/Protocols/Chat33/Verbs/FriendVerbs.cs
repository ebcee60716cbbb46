using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>How friendships begin, end and are listed. Source: chat33.md, 好友有关接口.</summary>
internal static class FriendVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/friend/list", ReadList, ListAsync, Chat33AnswerJson.Default.FriendsData),
        Chat33Verb.Of("/friend/add", ReadAdd, AddAsync) with { Quota = Chat33Quota.FriendRequests },
        Chat33Verb.Of(
            "/friend/response", body => (ApplicantId: body.UserId("id"), Accepts: body.Switch("agree")), RespondAsync)
            with { WhenDone = ChatError.RequestHandled },
        Chat33Verb.Of("/friend/delete", body => body.UserId("id"), DeleteAsync) with { WhenDone = ChatError.NotFriends },
        Chat33Verb.Of("/friend/requestList", RequestsAsync, Chat33AnswerJson.Default.ImmutableArrayRequestData),
    ];

    private static (int Type, long Since) ReadList(Chat33Body body) =>
        (body.Int("type", 1, 3), body.OptionalNumber("time", 0, 0, long.MaxValue));

    private static async Task<Reply<FriendsData>> ListAsync(Chat33Call call, (int Type, long Since) request)
    {
        var friends = await call.Inbox.ListAsync(direct: true, request.Since, call.Cancellation);
        if (!friends.Ok)
        {
            return friends.Error;
        }

        // There is no call that makes a friend "often used": all are ordinary.
        var shown = request.Type == 2 ? [] : friends.Value;
        var people = await call.ProfilesAsync([.. shown.Select(friend => PeerOf(call, friend.Conversation)), call.UserId]);
        if (!people.Ok)
        {
            return people.Error;
        }

        var relations = await call.Inbox.RelationsAsync(call.Cancellation);
        if (!relations.Ok)
        {
            return relations.Error;
        }

        var viewer = people.Value![call.UserId];
        var kept = relations.Value.ToDictionary(relation => relation.OtherId);
        var rows = shown
            .Where(friend => people.Value.ContainsKey(PeerOf(call, friend.Conversation)))
            .Select(friend => Chat33Mapping.ToFriend(
                friend,
                people.Value[PeerOf(call, friend.Conversation)],
                viewer,
                kept.GetValueOrDefault(PeerOf(call, friend.Conversation))));
        return new FriendsData([.. rows]);
    }

    private static (int FriendId, FriendRequest Wish) ReadAdd(Chat33Body body) => (
        body.UserId("id"),
        new FriendRequest(
            ApplicantId: 0, // the caller, whom no body names
            body.OptionalText("remark", Chat33Limits.MaxNameLength),
            body.OptionalText("reason", Chat33Limits.MaxReasonLength),
            body.OptionalRoomId("roomId")));

    private static async Task<ChatError> AddAsync(Chat33Call call, (int FriendId, FriendRequest Wish) request)
    {
        var (friendId, wish) = request;
        var refusal = friendId == call.UserId ? ChatError.Oneself : await call.RequireUsersAsync([friendId]);
        if (refusal is ChatError.None && wish.RoomId is { } room)
        {
            refusal = await RequireRoomAllowsAsync(call, room, friendId);
        }

        return refusal is ChatError.None
            ? (await call.Friendship(friendId).RequestAsync(wish with { ApplicantId = call.UserId }, call.Cancellation)).Error
            : refusal;
    }

    private static async Task<ChatError> RequireRoomAllowsAsync(Chat33Call call, long roomId, int friendId)
    {
        var room = await call.Room(roomId).GetAsync(call.UserId, call.Cancellation);
        return room switch
        {
            { Ok: false } => room.Error,
            { Value.CallerLevel: null } => ChatError.NotMember,
            { Value.MembersMayBefriend: false } => ChatError.RoomForbidsFriends,
            _ => (await call.Room(roomId).GetMemberAsync(call.UserId, friendId, call.Cancellation)).Error,
        };
    }

    private static async Task<ChatError> RespondAsync(Chat33Call call, (int ApplicantId, bool Accepts) request) =>
        request.ApplicantId == call.UserId
            ? ChatError.Oneself
            : (await call.Friendship(request.ApplicantId)
                .RespondAsync(call.UserId, request.Accepts, call.Cancellation)).Error;

    private static async Task<ChatError> DeleteAsync(Chat33Call call, int friendId) =>
        friendId == call.UserId
            ? ChatError.Oneself
            : await call.Friendship(friendId).EndAsync(call.UserId, call.Cancellation);

    /// <summary>What others asked of the caller, newest first; data is an array in the document.</summary>
    private static async Task<Reply<ImmutableArray<RequestData>>> RequestsAsync(Chat33Call call)
    {
        var applications = await call.Inbox.ApplicationsAsync(call.Cancellation);
        if (!applications.Ok)
        {
            return applications.Error;
        }

        var received = applications.Value.Where(application => application.TargetId == call.UserId).ToArray();
        var people = await call.ProfilesAsync(received.Select(application => application.ApplicantId));
        if (!people.Ok)
        {
            return people.Error;
        }

        var rows = received
            .Where(application => people.Value!.ContainsKey(application.ApplicantId))
            .Select(application => Chat33Mapping.ToRequest(application, people.Value![application.ApplicantId]));
        return rows.ToImmutableArray();
    }

    private static int PeerOf(Chat33Call call, string conversation) => ConversationKey.Peer(conversation, call.UserId);
}
