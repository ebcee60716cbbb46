using System.Globalization;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The one place where a refusal becomes a number and a text on the wire.</summary>
/// <remarks>Source: chat33.md, 统一错误代码; the numbers that it lacks are those of the servers of its family.</remarks>
internal static class Chat33Errors
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProtocolError> All { get; } =
    [
        .. Enum.GetValues<ChatError>().Select(error => new ProtocolError(
            error, ToWire(error).ToString(CultureInfo.InvariantCulture), TextOf(error))),
    ];

    public static int ToWire(ChatError error) => error switch
    {
        ChatError.None => 0,
        ChatError.Unavailable => -9000,
        ChatError.Internal => -9000,
        ChatError.AskAgain => -9000,
        ChatError.Unauthenticated => -1004,
        ChatError.SessionReplaced => -1007,
        ChatError.InvalidValue => -1001,
        ChatError.MissingValue => -1002,
        ChatError.MalformedFrame => -1005,
        ChatError.RateLimited => -1012,
        ChatError.Forbidden => -3000,
        ChatError.UnknownDevice => -1006,
        ChatError.UserUnknown => -2001,
        ChatError.UserExists => -2002,
        ChatError.WrongCredentials => -2013,
        ChatError.WrongToken => -2004,
        ChatError.WrongCaptcha => -4007,
        ChatError.CaptchaExpired => -4008,
        ChatError.CaptchaRefused => -8000,
        ChatError.AlreadyFriends => -2017,
        ChatError.NotFriends => -2018,
        ChatError.RequestHandled => -2019,
        ChatError.RequestUnknown => -2020,
        ChatError.Oneself => -2021,
        ChatError.RoomUnknown => -6101,
        ChatError.NotMember => -6105,
        ChatError.AlreadyMember => -6100,
        ChatError.InviteForbidden => -6102,
        ChatError.JoinForbidden => -6103,
        ChatError.OwnerMustStay => -6104,
        ChatError.RoomForbidsFriends => -6106,
        ChatError.TargetNotMember => -3004,
        ChatError.Muted => -2007,
        ChatError.VisitorMayNotSend => -2008,
        ChatError.AnnouncementForbidden => -2006,
        ChatError.PacketUnknown => -4006,
        ChatError.MessageUnknown => -2025,
        ChatError.RecallRefused => -2023,
        ChatError.RecallTooLate => -2024,
        ChatError.Blocked => -2032,
        ChatError.ChatRoomUnknown => -5000,
        ChatError.ChatRoomNotEntered => -5001,
    };

    /// <summary>The document's words for the number; ours for the numbers that it lacks.</summary>
    public static string TextOf(ChatError error) => ToWire(error) switch
    {
        0 => "操作成功",
        -1001 => "参数错误",
        -1002 => "缺少参数",
        -1004 => "登录过期",
        -1005 => "消息格式错误",
        -1006 => "未知的设备类型",
        -1007 => "账号已经在其他终端登录",
        -1012 => "发送频率过快，请稍后再试",
        -2001 => "用户不存在",
        -2002 => "用户已存在",
        -2004 => "找币token登录失败",
        -2006 => "用户没有发系统消息权限",
        -2007 => "用户被禁言",
        -2008 => "游客没有发消息权限",
        -2013 => "找币交互失败",
        -2017 => "已经是好友关系",
        -2018 => "对方不是您的好友",
        -2019 => "好友请求已经被处理",
        -2020 => "好友请求不存在",
        -2021 => "不能对自己进行操作",
        -2023 => "删除消息失败",
        -2024 => "消息发送已超过10分钟，不能撤回",
        -2025 => "消息不存在",
        -2032 => "对方已将您加入黑名单",
        -3000 => "权限不足",
        -3004 => "用户已退出群聊",
        -4006 => "非法的红包ID",
        -4007 => "验证码不正确",
        -4008 => "验证码已经过期或者已使用",
        -5000 => "聊天室不存在",
        -5001 => "用户未进入此聊天室",
        -6100 => "用户已经在群里",
        -6101 => "群不存在",
        -6102 => "没有邀请入群的权限",
        -6103 => "该群禁止加入",
        -6104 => "群主不能退出群",
        -6105 => "用户不在群里",
        -6106 => "该群不允许添加好友",
        -8000 => "获取手机验证码失败",
        _ => "服务端内部错误",
    };
}
