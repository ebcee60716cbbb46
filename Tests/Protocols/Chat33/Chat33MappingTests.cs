using System.Collections.Immutable;
using System.Text.Json;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Rooms;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

public sealed class Chat33MappingTests
{
    private static readonly UserProfile Anna = new(1001, "安娜", "http://a/1.jpg", "13900000001", UserRole.User, "产品");
    private static readonly UserProfile Bert = new(1002, "Bert", "", "13900000002", UserRole.User, "");
    private static readonly UserProfile Staff = new(1003, "Staff", "", "13900000003", UserRole.Staff, "");
    private static readonly UserProfile Agent = new(1004, "Agent", "", "", UserRole.Agent, "客服");

    [Theory]
    [InlineData(11, 11)]
    [InlineData(9007199254740993, 9007199254740992)]
    [InlineData(1268242042090294784, 1268242042090294784)]
    [InlineData(1268242042090294800, 1268242042090294784)]
    public void A_log_id_that_javascript_printed_is_the_one_it_read(long printed, long meant) =>
        Assert.Equal(meant, Chat33Mapping.LogIdFromClient(printed));

    private static readonly string[] Public =
    [
        "id", "uid", "mark_id", "sex", "name", "avatar", "isFriend", "needConfirm", "needAnswer", "question", "publicKey",
        "extRemark", "isBlocked",
    ];

    private static readonly string[] ForFriends = ["noDisturbing", "stickyOnTop", "addTime", "remark"];

    private static readonly string[] ForStaff =
        ["com_id", "account", "phone", "email", "verified", "userLevel", "description"];

    [Fact]
    public void A_stranger_sees_what_is_public_and_not_a_member_more()
    {
        var info = Chat33Mapping.ToUserInfo(Anna, Bert, null);

        Assert.Equal(Public, Members(info));
        Assert.Equal(2, info.IsFriend);
        Assert.DoesNotContain(Anna.Mobile, JsonSerializer.Serialize(info, Chat33AnswerJson.Default.UserInfoData), StringComparison.Ordinal);
    }

    [Fact]
    public void A_friend_sees_besides_how_he_keeps_the_friend()
    {
        var info = Chat33Mapping.ToUserInfo(Anna, Bert, new FriendView(1001, "小安", true, false, true, 1539247447457));

        Assert.Equal((1, 1, 2, 1539247447457, "小安"), (info.IsFriend, info.NoDisturbing, info.StickyOnTop, info.AddTime, info.Remark));
        Assert.Equal([.. Public, .. ForFriends], Members(info));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Staff_and_the_user_himself_see_besides_the_account(bool isStaff)
    {
        var info = Chat33Mapping.ToUserInfo(Anna, isStaff ? Staff : Anna, null);

        Assert.Equal([.. Public, .. ForStaff], Members(info));
        Assert.Equal("8613900000001", info.Account);
        Assert.Equal("13900000001", info.Phone);
        Assert.Equal(1, info.UserLevel);
        Assert.Equal("201001", info.Uid);
    }

    [Fact]
    public void Job_titles_are_for_colleagues()
    {
        Assert.Equal("客服", Chat33Mapping.ToUserInfo(Agent, Staff, null).Position);
        Assert.Equal("", Chat33Mapping.ToUserInfo(Staff, Agent, null).Position);
        Assert.Null(Chat33Mapping.ToUserInfo(Agent, Bert, null).Position);
        Assert.Null(Chat33Mapping.ToUserInfo(Anna, Staff, null).Position);
        Assert.Equal([.. Public, "position", "com_id"], Members(Chat33Mapping.ToUserInfo(Staff, Agent, null)));
    }

    [Fact]
    public void Login_data_has_the_documents_names()
    {
        var json = JsonSerializer.SerializeToElement(Chat33Mapping.ToLogin(new SessionGrant("", Anna, "secret", IsFirst: true), "t"), Chat33AnswerJson.Default.LoginData);

        Assert.Equal(
            ["account", "avatar", "id", "uid", "user_level", "username", "verified", "token", "firstLogin", "publicKey", "privateKey"],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("1001", json.GetProperty("id").GetString());
        Assert.Equal(2, json.GetProperty("verified").GetInt32());
    }

    [Fact]
    public void A_stranger_to_a_room_sees_its_sign_and_nobody_in_it()
    {
        var view = new RoomView(
            9, "123456789", "群", "", 0, 0, null, "", false, false, true, JoinPolicy.Open, false, [], 0);

        var json = JsonSerializer.SerializeToElement(
            Chat33Mapping.ToRoomInfo(view, null, ImmutableDictionary<int, UserProfile>.Empty), Chat33AnswerJson.Default.RoomInfoData);

        Assert.Equal(
            ["id", "markId", "name", "avatar", "canAddFriend", "joinPermission", "encrypt", "disableDeadline"],
            json.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void A_member_sees_the_first_members_by_name()
    {
        var view = new RoomView(
            9, "123456789", "群", "", 1, 1, MemberLevel.Owner, "头", true, false, true, JoinPolicy.Open, false,
            [new MemberView(1001, MemberLevel.Owner, "头")], 0);

        var none = Chat33Mapping.ToAnnouncements(AnnouncementPage.Empty, ImmutableDictionary<int, UserProfile>.Empty);
        var info = Chat33Mapping.ToRoomInfo(view, none, new Dictionary<int, UserProfile> { [1001] = Anna });

        var member = Assert.Single(info.Users!.Value);
        Assert.Equal(("1001", "安娜", "头", 3), (member.Id, member.Nickname, member.RoomNickname, member.MemberLevel));
        Assert.Equal((3, 1, 2, 1), (info.MemberLevel, info.NoDisturbing, info.OnTop, info.MemberNumber));
        Assert.Equal("-1", info.SystemMsg?.NextLog);
    }

    [Fact]
    public void A_row_of_history_has_the_name_of_today_under_both_names()
    {
        var message = new ChatMessage(
            "d:1001:1002", 4, 1024, 1001, "m1", MessageKind.Text, """{"content":"他"}""", false, 1537955497824, null);

        var json = JsonSerializer.SerializeToElement(
            Chat33Mapping.ToLog(message, new Dictionary<int, UserProfile> { [1001] = Anna }, "亚索"), Chat33AnswerJson.Default.LogData);

        Assert.Equal("""{"content":"他"}""", json.GetProperty("msg").GetRawText());
        Assert.Equal(JsonValueKind.Number, json.GetProperty("datetime").ValueKind);
        Assert.Equal("1024", json.GetProperty("logId").GetString());
        Assert.Equal("1002", json.GetProperty("targetId").GetString());
        Assert.Equal("亚索", json.GetProperty("remark").GetString());
        Assert.Equal("安娜", json.GetProperty("senderInfo").GetProperty("nickname").GetString());
        Assert.Equal("安娜", json.GetProperty("senderInfo").GetProperty("name").GetString());
    }

    [Fact]
    public void The_last_page_says_so()
    {
        Assert.Equal("-1", Chat33Mapping.ToLogs(new HistoryPage([], null), _ => throw new InvalidOperationException()).NextLog);
        Assert.Equal("512", Chat33Mapping.ToLogs(new HistoryPage([], 512), _ => throw new InvalidOperationException()).NextLog);
    }

    private static IEnumerable<string> Members(UserInfoData info) => JsonSerializer
        .SerializeToElement(info, Chat33AnswerJson.Default.UserInfoData)
        .EnumerateObject()
        .Select(member => member.Name);
}
