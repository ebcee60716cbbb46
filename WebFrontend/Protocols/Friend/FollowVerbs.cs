using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>Whom one follows: it takes no consent and gives no right. Source: decisions 3a, sibling
/// endpoints.</summary>
/// <remarks>Who became friends by asking and accepting, which other protocols know, follow each other here; that is not
/// undone here.</remarks>
internal static class FollowVerbs
{
    private const string NoFriends = "好友数量为零";

    public static IReadOnlyList<FriendVerb> All { get; } =
    [
        new("/friend/concern.do", ConcernAsync) { Summary = "Follow somebody", Fields = [Other] },
        new("/friend/unconcern.do", UnconcernAsync) { Summary = "Follow him no more", Fields = [Other] },
        new("/friend/check_concern.do", CheckConcernAsync) { Summary = "Who follows whom", Fields = [Other] },
        new("/friend/get_list.do", GetListAsync)
        {
            Summary = "Whom one follows",
            Data = FriendJson.Default.IReadOnlyListFriendRow,
        },
        new("/friend/get_detail.do", GetDetailAsync)
        {
            Summary = "Another account",
            Fields = [Other],
            Data = FriendJson.Default.UserData,
        },
    ];

    private static FriendField Other => new("friendId", true, "The other user.");

    private static async Task<FriendAnswer> ConcernAsync(FriendCall call)
    {
        var other = await OtherAsync(call);
        if (!other.Ok)
        {
            return other.Error;
        }

        var friendId = other.Value!.UserId;
        var error = friendId == call.UserId ? ChatError.Oneself : await SetAsync(call, friendId, follows: true);
        return error is ChatError.None ? FriendAnswer.Done("关注成功") : error;
    }

    private static async Task<FriendAnswer> UnconcernAsync(FriendCall call)
    {
        var friendId = call.Form.Id("friendId");
        if (!friendId.Ok)
        {
            return friendId.Error;
        }

        var relation = await RelationAsync(call, call.UserId, friendId.Value);
        if (!relation.Ok || !relation.Value!.Follows)
        {
            return relation.Ok ? FriendAnswer.Refusal("取关失败") : relation.Error;
        }

        var error = await SetAsync(call, friendId.Value, follows: false);
        return error is ChatError.None ? FriendAnswer.Done("取关成功") : error;
    }

    private static async Task<FriendAnswer> CheckConcernAsync(FriendCall call)
    {
        var friendId = call.Form.Id("friendId");
        if (!friendId.Ok)
        {
            return friendId.Error;
        }

        var mine = await RelationAsync(call, call.UserId, friendId.Value);
        var his = await RelationAsync(call, friendId.Value, call.UserId);
        if (!mine.Ok || !his.Ok)
        {
            return mine.Ok ? his.Error : mine.Error;
        }

        return await AreFriendsAsync(call, friendId.Value) ? FriendAnswer.Done("互相关注")
            : !mine.Value!.Follows ? FriendAnswer.Done("未关注")
            : FriendAnswer.Done(his.Value!.Follows ? "互相关注" : "已关注");
    }

    private static async Task<FriendAnswer> GetListAsync(FriendCall call)
    {
        var kept = await call.Inbox.RelationsAsync(call.Cancellation);
        var friends = await call.Inbox.ListAsync(direct: true, changedSinceUnixMs: 0, call.Cancellation);
        if (!kept.Ok || !friends.Ok)
        {
            return kept.Ok ? friends.Error : kept.Error;
        }

        int[] ids =
        [
            .. kept.Value.Where(relation => relation.Follows).Select(relation => relation.OtherId)
                .Concat(friends.Value.Select(friend => ConversationKey.Peer(friend.Conversation, call.UserId)))
                .Distinct().Order().Take(FriendLimits.MaxFriends),
        ];
        var rows = new List<FriendRow>(ids.Length);
        foreach (var profile in await Task.WhenAll(ids.Select(call.ProfileAsync)))
        {
            if (profile.Ok)
            {
                rows.Add(FriendMapping.ToRow(profile.Value!));
            }
            else if (profile.Error is not ChatError.UserUnknown)
            {
                return profile.Error;
            }
        }

        return rows.Count == 0
            ? FriendAnswer.Refusal(NoFriends)
            : FriendAnswer.Of<IReadOnlyList<FriendRow>>(rows, FriendJson.Default.FriendEnvelopeIReadOnlyListFriendRow);
    }

    private static async Task<FriendAnswer> GetDetailAsync(FriendCall call)
    {
        var other = await OtherAsync(call);
        return other.Ok
            ? FriendAnswer.Of(FriendMapping.ToOther(other.Value!), FriendJson.Default.FriendEnvelopeUserData)
            : other.Error;
    }

    private static async Task<Reply<UserProfile>> OtherAsync(FriendCall call)
    {
        var friendId = call.Form.Id("friendId");
        return friendId.Ok ? await call.ProfileAsync(friendId.Value) : friendId.Error;
    }

    private static Task<ChatError> SetAsync(FriendCall call, int friendId, bool follows) =>
        call.PairWith(friendId).SetRelationAsync(call.UserId, new RelationEdit(Follows: follows), call.Cancellation);

    private static async Task<bool> AreFriendsAsync(FriendCall call, int friendId) =>
        friendId > 0 && friendId != call.UserId && (await call.PairWith(friendId).GetAsync(call.UserId, call.Cancellation)).Ok;

    /// <summary>What one of the two keeps of the other.</summary>
    private static async Task<Reply<Relation>> RelationAsync(FriendCall call, int userId, int otherId)
    {
        if (userId == otherId || userId <= 0 || otherId <= 0)
        {
            return new Relation(userId, otherId);
        }

        return await call.PairWith(userId == call.UserId ? otherId : userId)
            .GetRelationAsync(userId, call.Cancellation);
    }
}
