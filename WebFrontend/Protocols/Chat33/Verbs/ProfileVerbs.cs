using System.Collections.Immutable;
using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Who somebody is, and the caller's own name and picture. Source: chat33.md, 用户相关接口.</summary>
internal static class ProfileVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of(
            "/user/userInfo", body => body.UserId("id"), UserInfoAsync, Chat33AnswerJson.Default.UserInfoData),
        Chat33Verb.Of(
            "/user/userInfoByUid",
            body => body.UserId("uid"),
            (call, uid) => UserInfoAsync(call, uid - Chat33Limits.UidOffset),
            Chat33AnswerJson.Default.UserInfoData),
        Chat33Verb.Of("/user/usersInfo", body => body.UserIds("uids"), UsersInfoAsync, Chat33AnswerJson.Default.UsersInfoData),
        Chat33Verb.Of("/user/userConf", SettingsAsync, Chat33AnswerJson.Default.UserSettingsData),
        Chat33Verb.Of("/user/editAvatar", body => body.Text("avatar", Chat33Limits.MaxUrlLength), EditAvatarAsync),
        Chat33Verb.Of("/user/editNickname", body => body.Text("nickname", Chat33Limits.MaxNameLength), EditNicknameAsync),
        Chat33Verb.Of("/permission/permissionInfo", PermissionsAsync, Chat33AnswerJson.Default.PermissionsData),
    ];

    private static readonly ImmutableArray<PermissionData> PermissionsOfStaff = [new(1, "发系统消息")];

    private static async Task<Reply<UserInfoData>> UserInfoAsync(Chat33Call call, int userId)
    {
        if (userId <= 0)
        {
            return ChatError.UserUnknown;
        }

        var people = await call.ProfilesAsync([userId, call.UserId]);
        if (!people.Ok)
        {
            return people.Error;
        }

        if (!people.Value!.TryGetValue(userId, out var user) || !people.Value.TryGetValue(call.UserId, out var viewer))
        {
            return ChatError.UserUnknown;
        }

        var friend = userId == call.UserId
            ? new Reply<FriendView>(null, ChatError.NotFriends)
            : await call.Friendship(userId).GetAsync(call.UserId, call.Cancellation);
        if (!friend.Ok && friend.Error is not ChatError.NotFriends)
        {
            return friend.Error;
        }

        var relation = userId == call.UserId
            ? new Relation(userId, userId)
            : await call.Friendship(userId).GetRelationAsync(call.UserId, call.Cancellation);
        return relation.Ok ? Chat33Mapping.ToUserInfo(user, viewer, friend.Value, relation.Value) : relation.Error;
    }

    /// <summary>Those who exist, by the numbers that are shown beside their ids.</summary>
    private static async Task<Reply<UsersInfoData>> UsersInfoAsync(Chat33Call call, ImmutableArray<int> uids)
    {
        var users = ImmutableArray.CreateBuilder<UserInfoData>(uids.Length);
        foreach (var uid in uids)
        {
            var user = await UserInfoAsync(call, uid - Chat33Limits.UidOffset);
            if (user.Ok)
            {
                users.Add(user.Value!);
            }
            else if (user.Error is not ChatError.UserUnknown)
            {
                return user.Error;
            }
        }

        return new UsersInfoData(users.DrainToImmutable());
    }

    /// <summary>Applications wait for their answer, nobody asks questions, and who is invited is in the room.</summary>
    private static Task<Reply<UserSettingsData>> SettingsAsync(Chat33Call call) => Task.FromResult<Reply<UserSettingsData>>(
        new UserSettingsData(NeedConfirm: 1, NeedAnswer: 2, Question: "", Answer: "", NeedConfirmInvite: 2));

    /// <summary>The caller's own.</summary>
    private static async Task<Reply<PermissionsData>> PermissionsAsync(Chat33Call call)
    {
        var refusal = await call.RequireStaffAsync();
        return refusal is ChatError.None or ChatError.Forbidden
            ? new PermissionsData(refusal is ChatError.None ? PermissionsOfStaff : [])
            : refusal;
    }

    private static async Task<ChatError> EditAvatarAsync(Chat33Call call, string avatar) =>
        Chat33Text.IsPictureAddress(avatar) ? await EditAsync(call, null, avatar) : ChatError.InvalidValue;

    private static async Task<ChatError> EditNicknameAsync(Chat33Call call, string name) =>
        Chat33Text.IsName(name) ? await EditAsync(call, name, null) : ChatError.InvalidValue;

    private static async Task<ChatError> EditAsync(Chat33Call call, string? name, string? avatar)
    {
        var error = await call.Me.EditProfileAsync(name, avatar, call.Cancellation);
        call.ForgetProfile();
        return error;
    }
}
