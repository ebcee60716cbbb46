namespace OrleansChat.Tests.Protocols.Friend;

[Collection(nameof(FriendTests))]
public sealed class FriendFollowTests(FriendHost server)
{
    [Fact]
    public async Task One_follows_the_other_and_both_each_other()
    {
        var (anna, bert) = await server.TwoAsync();

        Assert.Equal("0 未关注", await CheckAsync(anna, bert));
        Assert.Equal("0 关注成功", await anna.VerdictAsync("/friend/concern.do", ("friendId", bert.Id)));
        Assert.Equal("0 已关注", await CheckAsync(anna, bert));
        Assert.Equal("0 未关注", await CheckAsync(bert, anna));
        Assert.Equal("0 关注成功", await bert.VerdictAsync("/friend/concern.do", ("friendId", anna.Id)));
        Assert.Equal("0 互相关注", await CheckAsync(anna, bert));
        Assert.Equal("0 取关成功", await anna.VerdictAsync("/friend/unconcern.do", ("friendId", bert.Id)));
        Assert.Equal("1 取关失败", await anna.VerdictAsync("/friend/unconcern.do", ("friendId", bert.Id)));
        Assert.Equal("0 已关注", await CheckAsync(bert, anna));
    }

    [Fact]
    public async Task The_list_has_whom_one_follows_and_friends_of_the_other_kind()
    {
        var (anna, bert) = await server.TwoAsync();
        using var carl = await server.UserAsync("Carl");
        await server.PostAsync(carl, anna, "who writes is no friend yet");

        Assert.Equal("1 好友数量为零", await anna.VerdictAsync("/friend/get_list.do"));
        await server.BefriendAsync(anna, carl);
        await anna.CallAsync("/friend/concern.do", ("friendId", bert.Id));
        var list = await anna.CallAsync("/friend/get_list.do");

        Assert.Equal(
            $$"""[{"id":{{bert.Id}},"name":"Bert","img":""},{"id":{{carl.Id}},"name":"Carl","img":""}]""",
            list.GetRawText());
        Assert.Equal("0 互相关注", await CheckAsync(anna, carl));
        Assert.Equal("1 取关失败", await anna.VerdictAsync("/friend/unconcern.do", ("friendId", carl.Id)));
        Assert.Equal("1 好友数量为零", await bert.VerdictAsync("/friend/get_list.do"));
    }

    [Fact]
    public async Task Of_another_one_nobody_is_told_the_number()
    {
        var mobile = FriendHost.NextMobile();
        using var client = server.Stranger();
        await client.CallAsync(
            "/user/register.do", ("phone", mobile), ("password", "x"), ("msgCode", FriendHost.Captcha));
        var login = await client.CallAsync("/user/login.do", ("phoneNumber", mobile), ("password", "x"));
        using var anna = await server.UserAsync("Anna");

        var detail = await anna.CallAsync("/friend/get_detail.do", ("friendId", login.GetProperty("user").GetProperty("id")));

        Assert.Equal(["id", "name", "img"], detail.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Nobody_and_oneself_are_not_followed()
    {
        using var anna = await server.UserAsync("Anna");

        Assert.Equal("1 用户不存在", await anna.VerdictAsync("/friend/concern.do", ("friendId", 999_999_999)));
        Assert.Equal("1 用户不存在", await anna.VerdictAsync("/friend/get_detail.do", ("friendId", 999_999_999)));
        Assert.Equal("1 不能对自己进行操作", await anna.VerdictAsync("/friend/concern.do", ("friendId", anna.Id)));
        Assert.Equal("0 未关注", await CheckAsync(anna, anna));
        Assert.Equal("1 取关失败", await anna.VerdictAsync("/friend/unconcern.do", ("friendId", anna.Id)));
        Assert.Equal("1 取关失败", await anna.VerdictAsync("/friend/unconcern.do", ("friendId", -3)));
    }

    [Theory]
    [InlineData("/friend/concern.do")]
    [InlineData("/friend/unconcern.do")]
    [InlineData("/friend/check_concern.do")]
    [InlineData("/friend/get_detail.do")]
    public async Task Without_a_number_it_is_an_illegal_argument(string path)
    {
        using var anna = await server.UserAsync("Anna");

        Assert.Equal("2 参数错误", await anna.VerdictAsync(path));
        Assert.Equal("2 参数错误", await anna.VerdictAsync(path, ("friendId", "Bert")));
    }

    private static Task<string> CheckAsync(FriendClient one, FriendClient other) =>
        one.VerdictAsync("/friend/check_concern.do", ("friendId", other.Id));
}
