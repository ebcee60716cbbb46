using System.Globalization;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>The one place where a refusal becomes a status and words.</summary>
/// <remarks>Source: decisions 3c. The socket has the words alone.</remarks>
internal static class FriendErrors
{
    /// <summary>The status of everything that has no number of its own.</summary>
    public const int Error = 1;

    /// <summary>An argument is missing, or is none.</summary>
    public const int IllegalArgument = 2;

    /// <summary>There is no such user.</summary>
    public const string UserUnknown = "用户不存在";

    /// <summary>The frame is no message.</summary>
    public const string Malformed = "消息格式错误";

    /// <summary>The text is too long.</summary>
    public const string TooLong = "消息过长";

    /// <summary>History that is empty.</summary>
    public const string NoRecord = "不存在记录";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProtocolError> All { get; } =
    [
        .. Enum.GetValues<ChatError>().Select(error => new ProtocolError(
            error, ToWire(error).ToString(CultureInfo.InvariantCulture), TextOf(error))),
    ];

    public static int ToWire(ChatError error) => error switch
    {
        ChatError.None => 0,
        ChatError.InvalidValue or ChatError.MissingValue or ChatError.UnknownDevice => IllegalArgument,
        ChatError.Unavailable or ChatError.Internal or ChatError.AskAgain or ChatError.Unauthenticated
            or ChatError.SessionReplaced or ChatError.WrongToken or ChatError.MalformedFrame or ChatError.RateLimited
            or ChatError.Forbidden or ChatError.UserUnknown or ChatError.UserExists or ChatError.WrongCredentials
            or ChatError.WrongCaptcha or ChatError.CaptchaExpired or ChatError.CaptchaRefused or ChatError.AlreadyFriends
            or ChatError.NotFriends or ChatError.RequestHandled or ChatError.RequestUnknown or ChatError.Oneself
            or ChatError.RoomUnknown or ChatError.NotMember or ChatError.AlreadyMember or ChatError.InviteForbidden
            or ChatError.JoinForbidden or ChatError.OwnerMustStay or ChatError.RoomForbidsFriends
            or ChatError.TargetNotMember or ChatError.Muted or ChatError.VisitorMayNotSend
            or ChatError.AnnouncementForbidden or ChatError.PacketUnknown or ChatError.MessageUnknown
            or ChatError.RecallRefused or ChatError.RecallTooLate or ChatError.Blocked or ChatError.ChatRoomUnknown
            or ChatError.ChatRoomNotEntered => Error,
    };

    /// <summary>The document's words; ours where it has none.</summary>
    public static string TextOf(ChatError error) => error switch
    {
        ChatError.None => "",
        ChatError.Unavailable or ChatError.Internal or ChatError.AskAgain => "ERROR",
        ChatError.Unauthenticated or ChatError.SessionReplaced or ChatError.WrongToken => "用户未登录",
        ChatError.InvalidValue or ChatError.MissingValue or ChatError.UnknownDevice => "参数错误",
        ChatError.MalformedFrame => Malformed,
        ChatError.RateLimited => "发送频率过快，请稍后再试",
        ChatError.Forbidden => "权限不足",
        // A stranger, one who has blocked the caller and nobody at all look the same.
        ChatError.UserUnknown or ChatError.NotFriends or ChatError.Blocked => UserUnknown,
        ChatError.UserExists => "用户已存在",
        ChatError.WrongCredentials => "账号或密码错误",
        ChatError.WrongCaptcha or ChatError.CaptchaExpired => "验证码错误",
        ChatError.CaptchaRefused => "验证码发送失败",
        ChatError.AlreadyFriends => "已经是好友关系",
        ChatError.RequestHandled => "好友请求已经被处理",
        ChatError.RequestUnknown => "好友请求不存在",
        ChatError.Oneself => "不能对自己进行操作",
        ChatError.Muted => "用户被禁言",
        ChatError.MessageUnknown => NoRecord,
        ChatError.RecallRefused or ChatError.RecallTooLate => "撤回失败",
        // No call of this protocol leads to these: it has no rooms, visitors and money.
        ChatError.RoomUnknown or ChatError.NotMember or ChatError.AlreadyMember or ChatError.InviteForbidden
            or ChatError.JoinForbidden or ChatError.OwnerMustStay or ChatError.RoomForbidsFriends
            or ChatError.TargetNotMember or ChatError.VisitorMayNotSend or ChatError.AnnouncementForbidden
            or ChatError.PacketUnknown or ChatError.ChatRoomUnknown or ChatError.ChatRoomNotEntered => "ERROR",
    };
}
