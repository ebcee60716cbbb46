using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Who somebody is, and the caller's own name and picture. Source: chat33.md, 用户相关接口.</summary>
internal static class ProfileVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        new("/user/userInfo", NeedsSession: true, UserInfoAsync) { IsRepeatable = true },
        new("/user/editAvatar", NeedsSession: true, EditAvatarAsync) { IsRepeatable = true },
        new("/user/editNickname", NeedsSession: true, EditNicknameAsync) { IsRepeatable = true },
    ];

    private static async Task<Chat33Answer> UserInfoAsync(Chat33Call call)
    {
        var userId = call.Body.UserId("id");
        if (call.Body.Error is not ChatError.None)
        {
            return call.Body.Error;
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
        return friend.Ok || friend.Error is ChatError.NotFriends
            ? Chat33Answer.Of(
                Chat33Mapping.ToUserInfo(user, viewer, friend.Value), Chat33AnswerJson.Default.UserInfoData)
            : friend.Error;
    }

    private static async Task<Chat33Answer> EditAvatarAsync(Chat33Call call)
    {
        var avatar = call.Body.Text("avatar", Chat33Limits.MaxUrlLength);
        return call.Body.Error switch
        {
            not ChatError.None => call.Body.Error,
            _ when !Chat33Text.IsPictureAddress(avatar) => ChatError.InvalidValue,
            _ => await EditAsync(call, null, avatar),
        };
    }

    private static async Task<Chat33Answer> EditNicknameAsync(Chat33Call call)
    {
        var name = call.Body.Text("nickname", Chat33Limits.MaxNameLength);
        return call.Body.Error switch
        {
            not ChatError.None => call.Body.Error,
            _ when !Chat33Text.IsName(name) => ChatError.InvalidValue,
            _ => await EditAsync(call, name, null),
        };
    }

    private static async Task<ChatError> EditAsync(Chat33Call call, string? name, string? avatar)
    {
        var error = await call.Me.EditProfileAsync(name, avatar, call.Cancellation);
        call.ForgetProfile();
        return error;
    }
}
