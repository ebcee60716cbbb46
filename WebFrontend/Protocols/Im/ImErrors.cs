using System.Globalization;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The one place where a refusal becomes a number and a text on the wire: both of Error frames, the text of HTTP
/// answers too, whose number is <see cref="HttpCode"/>.</summary>
/// <remarks>Source: im.decisions.md, 4c; the texts that it lacks are those of the servers of its family.</remarks>
internal static class ImErrors
{
    /// <summary>No Auth frame yet. Source: decision 4.</summary>
    public const string NotAuthenticated = "未鉴权";

    /// <summary>A sender who is not the socket's user. Source: decision 5.</summary>
    public const string WrongSender = "fromUserId与鉴权用户不一致";

    /// <summary>Another message has the id. Source: decision 9.</summary>
    public const string IdTaken = "消息id重复";

    /// <summary>Too long a content. Source: decisions 4c.</summary>
    public const string ContentTooLong = "消息内容过长";

    /// <summary>HTTP in the strict mode without a token. Source: decision 21.</summary>
    public const string HttpUnauthenticated = "未登录不能访问";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProtocolError> All { get; } =
    [
        .. Enum.GetValues<ChatError>().Select(error => new ProtocolError(
            error, ToWire(error).ToString(CultureInfo.InvariantCulture), TextOf(error))),
    ];

    /// <summary>The number in the content of an Error frame.</summary>
    public static int ToWire(ChatError error) => error switch
    {
        ChatError.None => 0,
        ChatError.Unavailable => 500,
        ChatError.Internal => 500,
        ChatError.AskAgain => 500,
        ChatError.Unauthenticated => 401,
        ChatError.SessionReplaced => 401,
        ChatError.InvalidValue => 400,
        ChatError.MissingValue => 400,
        ChatError.MalformedFrame => 400,
        ChatError.RateLimited => 429,
        ChatError.Forbidden => 403,
        ChatError.UnknownDevice => 400,
        ChatError.UserUnknown => 404,
        ChatError.UserExists => 409,
        ChatError.WrongCredentials => 401,
        ChatError.WrongToken => 401,
        ChatError.WrongCaptcha => 400,
        ChatError.CaptchaExpired => 400,
        ChatError.CaptchaRefused => 429,
        ChatError.AlreadyFriends => 409,
        ChatError.NotFriends => 403,
        ChatError.RequestHandled => 409,
        ChatError.RequestUnknown => 404,
        ChatError.Oneself => 400,
        ChatError.RoomUnknown => 403,
        ChatError.NotMember => 403,
        ChatError.AlreadyMember => 409,
        ChatError.InviteForbidden => 403,
        ChatError.JoinForbidden => 403,
        ChatError.OwnerMustStay => 403,
        ChatError.RoomForbidsFriends => 403,
        ChatError.TargetNotMember => 404,
        ChatError.Muted => 403,
        ChatError.VisitorMayNotSend => 403,
        ChatError.AnnouncementForbidden => 403,
        ChatError.PacketUnknown => 404,
        ChatError.MessageUnknown => 404,
        ChatError.RecallRefused => 403,
        ChatError.RecallTooLate => 403,
        ChatError.Blocked => 403,
        ChatError.ChatRoomUnknown => 404,
        ChatError.ChatRoomNotEntered => 403,
    };

    /// <summary>The number in an HTTP answer. Source: decisions 4c.</summary>
    public static int HttpCode(ChatError error) => ToWire(error) == 500 ? 9000 : 500;

    /// <summary>The text of both.</summary>
    public static string TextOf(ChatError error) => error switch
    {
        ChatError.None => "",
        ChatError.Unauthenticated or ChatError.SessionReplaced or ChatError.WrongCredentials or ChatError.WrongToken =>
            "鉴权失败",
        ChatError.InvalidValue => "参数错误",
        ChatError.MissingValue => "缺少参数",
        ChatError.MalformedFrame => "message must be json",
        ChatError.RateLimited => "发送频率过快，请稍后再试",
        ChatError.Forbidden or ChatError.NotFriends or ChatError.AnnouncementForbidden => "权限不足",
        ChatError.UserUnknown => "用户不存在",
        ChatError.UserExists => "用户已存在",
        ChatError.RoomUnknown or ChatError.NotMember or ChatError.TargetNotMember => "不在群组内",
        ChatError.AlreadyMember => "用户已经在群组内",
        ChatError.InviteForbidden or ChatError.JoinForbidden or ChatError.OwnerMustStay => "权限不足",
        ChatError.Muted => "用户被禁言",
        ChatError.MessageUnknown => "消息不存在",
        ChatError.Blocked => "对方已将您加入黑名单",
        ChatError.ChatRoomUnknown or ChatError.ChatRoomNotEntered => "聊天室不存在",
        _ when ToWire(error) == 500 => "服务端内部错误",
        _ => "参数错误",
    };
}
