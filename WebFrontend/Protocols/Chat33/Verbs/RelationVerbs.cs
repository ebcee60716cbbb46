using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Whom a user blocks, and the notes that he keeps about friends: seen by himself alone. Source: decisions
/// 2.2.</summary>
internal static class RelationVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of(
            "/friend/isFriend", body => body.UserId("friendId"), IsFriendAsync, Chat33AnswerJson.Default.IsFriendData),
        Chat33Verb.Of("/friend/block", body => body.UserId("userId"), (call, user) => BlockAsync(call, user, true)),
        Chat33Verb.Of("/friend/unblock", body => body.UserId("userId"), (call, user) => BlockAsync(call, user, false)),
        Chat33Verb.Of("/friend/blocked-list", ListAsync, Chat33AnswerJson.Default.BlockedData),
        Chat33Verb.Of("/friend/setExtRemark", ReadRemark, SetRemarkAsync),
    ];

    private static async Task<Reply<IsFriendData>> IsFriendAsync(Chat33Call call, int friendId)
    {
        if (friendId == call.UserId)
        {
            return new IsFriendData(false);
        }

        var friend = await call.Friendship(friendId).GetAsync(call.UserId, call.Cancellation);
        return friend.Ok || friend.Error is ChatError.NotFriends ? new IsFriendData(friend.Ok) : friend.Error;
    }

    private static async Task<ChatError> BlockAsync(Chat33Call call, int userId, bool isBlocked)
    {
        var refusal = userId == call.UserId ? ChatError.Oneself : await call.RequireUsersAsync([userId]);
        return refusal is ChatError.None
            ? await call.Friendship(userId).SetRelationAsync(
                call.UserId, new RelationEdit(IsBlocked: isBlocked), call.Cancellation)
            : refusal;
    }

    private static async Task<Reply<BlockedData>> ListAsync(Chat33Call call)
    {
        var relations = await call.Inbox.RelationsAsync(call.Cancellation);
        if (!relations.Ok)
        {
            return relations.Error;
        }

        var blocked = relations.Value.Where(relation => relation.IsBlocked).ToArray();
        var people = await call.ProfilesAsync(blocked.Select(relation => relation.OtherId));
        return people.Ok
            ? new BlockedData([.. blocked
                .Where(relation => people.Value!.ContainsKey(relation.OtherId))
                .Select(relation => Chat33Mapping.ToBlocked(relation, people.Value![relation.OtherId]))])
            : people.Error;
    }

    private static (int FriendId, string Remark, ExtRemarkData Notes) ReadRemark(Chat33Body body) => (
        body.UserId("id"),
        body.OptionalText("remark", Chat33Limits.MaxNameLength),
        new ExtRemarkData
        {
            Telephones = body.OptionalList("telephones", Chat33Limits.MaxNotes, phone => new TelephoneData(
                phone.OptionalText("remark", Chat33Limits.MaxNameLength),
                phone.OptionalText("phone", Chat33Limits.MaxNameLength))),
            Description = body.OptionalText("description", Chat33Limits.MaxDescriptionLength),
            Pictures = body.OptionalTexts("pictures", Chat33Limits.MaxNotes, Chat33Limits.MaxUrlLength),
            Encrypt = body.OptionalText("encrypt", Chat33Limits.MaxPrivateKeyLength),
        });

    /// <summary>An empty remark is none: <c>/friend/setRemark</c> takes it away.</summary>
    private static async Task<ChatError> SetRemarkAsync(
        Chat33Call call, (int FriendId, string Remark, ExtRemarkData Notes) request)
    {
        if (request.FriendId == call.UserId)
        {
            return ChatError.Oneself;
        }

        if (!request.Notes.Pictures!.Value.All(Chat33Text.IsPictureAddress))
        {
            return ChatError.InvalidValue;
        }

        var friend = call.Friendship(request.FriendId);
        var notes = JsonSerializer.Serialize(request.Notes, Chat33AnswerJson.Default.ExtRemarkData);
        var refusal = await friend.SetRelationAsync(call.UserId, new RelationEdit(ExtRemark: notes), call.Cancellation);
        return refusal is ChatError.None && request.Remark.Length > 0
            ? await friend.SetAsync(call.UserId, new MemberSettings(Alias: request.Remark), call.Cancellation)
            : refusal;
    }
}
