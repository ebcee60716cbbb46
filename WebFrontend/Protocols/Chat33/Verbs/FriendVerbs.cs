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
        new("/friend/list", NeedsSession: true, ListAsync) { IsRepeatable = true },
        new("/friend/add", NeedsSession: true, AddAsync) { IsRepeatable = true },
        new("/friend/response", NeedsSession: true, RespondAsync)
        {
            IsRepeatable = true,
            WhenDone = ChatError.RequestHandled,
        },
        new("/friend/delete", NeedsSession: true, DeleteAsync)
        {
            IsRepeatable = true,
            WhenDone = ChatError.NotFriends,
        },
        new("/friend/requestList", NeedsSession: true, RequestsAsync) { IsRepeatable = true },
    ];

    private static async Task<Chat33Answer> ListAsync(Chat33Call call)
    {
        var type = call.Body.Int("type", 1, 3);
        var since = call.Body.OptionalNumber("time", 0, 0, long.MaxValue);
        if (call.Body.Error is not ChatError.None)
        {
            return call.Body.Error;
        }

        var friends = await call.Inbox.ListAsync(direct: true, since, call.Cancellation);
        if (!friends.Ok)
        {
            return friends.Error;
        }

        // There is no call that makes a friend "often used": all are ordinary.
        var shown = type == 2 ? [] : friends.Value;
        var people = await call.ProfilesAsync([.. shown.Select(friend => PeerOf(call, friend.Conversation)), call.UserId]);
        if (!people.Ok)
        {
            return people.Error;
        }

        var viewer = people.Value![call.UserId];
        var rows = shown
            .Where(friend => people.Value.ContainsKey(PeerOf(call, friend.Conversation)))
            .Select(friend => Chat33Mapping.ToFriend(friend, people.Value[PeerOf(call, friend.Conversation)], viewer));
        return Chat33Answer.Of(new FriendsData([.. rows]), Chat33AnswerJson.Default.FriendsData);
    }

    private static async Task<Chat33Answer> AddAsync(Chat33Call call)
    {
        var friendId = call.Body.UserId("id");
        var remark = call.Body.OptionalText("remark", Chat33Limits.MaxNameLength);
        var reason = call.Body.OptionalText("reason", Chat33Limits.MaxReasonLength);
        var roomId = call.Body.OptionalRoomId("roomId");
        var refusal = call.Body.Error;
        if (refusal is ChatError.None)
        {
            refusal = friendId == call.UserId ? ChatError.Oneself : await call.RequireUsersAsync([friendId]);
        }

        if (refusal is ChatError.None && roomId is { } room)
        {
            refusal = await RequireRoomAllowsAsync(call, room, friendId);
        }

        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var request = new FriendRequest(call.UserId, remark, reason, roomId);
        return (await call.Friendship(friendId).RequestAsync(request, call.Cancellation)).Error;
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

    private static async Task<Chat33Answer> RespondAsync(Chat33Call call)
    {
        var applicantId = call.Body.UserId("id");
        var accepts = call.Body.Switch("agree");
        return call.Body.Error switch
        {
            not ChatError.None => call.Body.Error,
            _ when applicantId == call.UserId => ChatError.Oneself,
            _ => (await call.Friendship(applicantId).RespondAsync(call.UserId, accepts, call.Cancellation)).Error,
        };
    }

    private static async Task<Chat33Answer> DeleteAsync(Chat33Call call)
    {
        var friendId = call.Body.UserId("id");
        return call.Body.Error switch
        {
            not ChatError.None => call.Body.Error,
            _ when friendId == call.UserId => ChatError.Oneself,
            _ => await call.Friendship(friendId).EndAsync(call.UserId, call.Cancellation),
        };
    }

    /// <summary>What others asked of the caller, newest first; data is an array in the document.</summary>
    private static async Task<Chat33Answer> RequestsAsync(Chat33Call call)
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
        return Chat33Answer.Of(rows.ToImmutableArray(), Chat33AnswerJson.Default.ImmutableArrayRequestData);
    }

    private static int PeerOf(Chat33Call call, string conversation) => ConversationKey.Peer(conversation, call.UserId);
}
