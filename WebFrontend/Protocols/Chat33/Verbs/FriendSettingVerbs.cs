using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>How a user keeps a friend: seen by himself alone. Source: chat33.md, 好友有关接口.</summary>
internal static class FriendSettingVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        new("/friend/setRemark", NeedsSession: true, call => SetAsync(
            call, new MemberSettings(Alias: call.Body.TextOrEmpty("remark", Chat33Limits.MaxNameLength)))),
        new("/friend/setNoDisturbing", NeedsSession: true, call => SetAsync(
            call, new MemberSettings(NoDisturbing: call.Body.Switch("setNoDisturbing")))),
        new("/friend/stickyOnTop", NeedsSession: true, call => SetAsync(
            call, new MemberSettings(OnTop: call.Body.Switch("stickyOnTop")))),
    ];

    private static async Task<Chat33Answer> SetAsync(Chat33Call call, MemberSettings settings)
    {
        var friendId = call.Body.UserId("id");
        return call.Body.Error switch
        {
            not ChatError.None => call.Body.Error,
            _ when friendId == call.UserId => ChatError.Oneself,
            _ => await call.Friendship(friendId).SetAsync(call.UserId, settings, call.Cancellation),
        };
    }
}
