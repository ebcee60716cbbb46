using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>How a user keeps a friend: seen by himself alone. Source: chat33.md, 好友有关接口.</summary>
internal static class FriendSettingVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Setting("/friend/setRemark", body => new MemberSettings(
            Alias: body.TextOrEmpty("remark", Chat33Limits.MaxNameLength))),
        .. Setting("/friend/setNoDisturbing", body => new MemberSettings(NoDisturbing: body.Switch("setNoDisturbing")))
            .AndAt("/friend/setDND"), // as the table of contents has it
        Setting("/friend/stickyOnTop", body => new MemberSettings(OnTop: body.Switch("stickyOnTop"))),
    ];

    private static Chat33Verb Setting(string path, Func<Chat33Body, MemberSettings> read) => Chat33Verb.Of(
        path,
        body => (FriendId: body.UserId("id"), Settings: read(body)),
        (call, request) => SetAsync(call, request.FriendId, request.Settings));

    private static async Task<ChatError> SetAsync(Chat33Call call, int friendId, MemberSettings settings) =>
        friendId == call.UserId
            ? ChatError.Oneself
            : await call.Friendship(friendId).SetAsync(call.UserId, settings, call.Cancellation);
}
