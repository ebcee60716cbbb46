using OrleansChat.Errors;
using OrleansChat.WebFrontend.Protocols.Friend;

namespace OrleansChat.Tests.Protocols.Friend;

public sealed class FriendErrorsTests
{
    [Fact]
    public void Every_refusal_has_a_status_and_words() => Assert.All(
        Enum.GetValues<ChatError>().Except([ChatError.None]),
        error =>
        {
            Assert.InRange(FriendErrors.ToWire(error), 1, 2);
            Assert.NotEqual("", FriendErrors.TextOf(error));
        });

    [Theory]
    [InlineData(ChatError.None, 0, "")]
    [InlineData(ChatError.Unauthenticated, 1, "用户未登录")]
    [InlineData(ChatError.SessionReplaced, 1, "用户未登录")]
    [InlineData(ChatError.MissingValue, 2, "参数错误")]
    [InlineData(ChatError.InvalidValue, 2, "参数错误")]
    [InlineData(ChatError.UserUnknown, 1, "用户不存在")]
    [InlineData(ChatError.NotFriends, 1, "用户不存在")]
    [InlineData(ChatError.Blocked, 1, "用户不存在")]
    [InlineData(ChatError.MalformedFrame, 1, "消息格式错误")]
    [InlineData(ChatError.RateLimited, 1, "发送频率过快，请稍后再试")]
    [InlineData(ChatError.Unavailable, 1, "ERROR")]
    [InlineData(ChatError.Internal, 1, "ERROR")]
    public void The_decided_ones_are_as_decided(ChatError error, int status, string text) =>
        Assert.Equal((status, text), (FriendErrors.ToWire(error), FriendErrors.TextOf(error)));
}
