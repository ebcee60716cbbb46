using OrleansChat.Errors;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>The frozen table: clients in the field know these numbers.</summary>
public sealed class Chat33ErrorsTests
{
    private const string Frozen = """
        None 0 操作成功
        Unavailable -9000 服务端内部错误
        Internal -9000 服务端内部错误
        AskAgain -9000 服务端内部错误
        Unauthenticated -1004 登录过期
        SessionReplaced -1007 账号已经在其他终端登录
        InvalidValue -1001 参数错误
        MissingValue -1002 缺少参数
        MalformedFrame -1005 消息格式错误
        RateLimited -1012 发送频率过快，请稍后再试
        Forbidden -3000 权限不足
        UnknownDevice -1006 未知的设备类型
        UserUnknown -2001 用户不存在
        UserExists -2002 用户已存在
        WrongCredentials -2013 找币交互失败
        WrongToken -2004 找币token登录失败
        WrongCaptcha -4007 验证码不正确
        CaptchaExpired -4008 验证码已经过期或者已使用
        CaptchaRefused -8000 获取手机验证码失败
        AlreadyFriends -2017 已经是好友关系
        NotFriends -2018 对方不是您的好友
        RequestHandled -2019 好友请求已经被处理
        RequestUnknown -2020 好友请求不存在
        Oneself -2021 不能对自己进行操作
        RoomUnknown -6101 群不存在
        NotMember -6105 用户不在群里
        AlreadyMember -6100 用户已经在群里
        InviteForbidden -6102 没有邀请入群的权限
        JoinForbidden -6103 该群禁止加入
        OwnerMustStay -6104 群主不能退出群
        RoomForbidsFriends -6106 该群不允许添加好友
        TargetNotMember -3004 用户已退出群聊
        Muted -2007 用户被禁言
        VisitorMayNotSend -2008 游客没有发消息权限
        AnnouncementForbidden -2006 用户没有发系统消息权限
        PacketUnknown -4006 非法的红包ID
        MessageUnknown -2025 消息不存在
        RecallRefused -2023 删除消息失败
        RecallTooLate -2024 消息发送已超过10分钟，不能撤回
        Blocked -2032 对方已将您加入黑名单
        ChatRoomUnknown -5000 聊天室不存在
        ChatRoomNotEntered -5001 用户未进入此聊天室
        """;

    [Fact]
    public void Every_refusal_keeps_its_number_and_text()
    {
        var table = Enum.GetValues<ChatError>()
            .Select(error => $"{error} {Chat33Errors.ToWire(error)} {Chat33Errors.TextOf(error)}");

        Assert.Equal(Frozen.Split('\n').Order(StringComparer.Ordinal), table.Order(StringComparer.Ordinal));
    }
}
