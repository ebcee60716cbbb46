using System.Globalization;
using System.Net;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Protocols.Im.Calls;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>The HTTP calls, without tokens as the document prints them.</summary>
public sealed class ImHttpTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] MessageMembers =
    [
        "msgType", "fromUserId", "isRead", "eventType", "toUserId", "content", "stateEnum", "teamId", "name",
        "serverSendTime", "id", "chatType", "timestamp",
    ];

    private static readonly string[] RowMembers =
    [
        "top", "lastMsgId", "createTime", "fromUserId", "teamId", "updateTime", "id", "unReadCount", "toUserId",
        "chatType", "lastMsgDate",
    ];

    private ChatHost _host = null!; // set before each test
    private ImCaller _im = null!;

    public async Task InitializeAsync()
    {
        _host = await ChatHost.StartAsync();
        _im = new ImCaller(_host);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    public void Dispose() => _im.Dispose();

    [Fact]
    public async Task A_user_is_registered_once()
    {
        var user = new { company = "公司", app = "app", thirdUserId = "u|1" };

        var answer = await _im.CallAsync("/user/register", user);
        var (status, again) = await _im.TryAsync("/user/register", JsonSerializer.Serialize(user));

        var userId = answer.GetProperty("userId").GetInt32();
        Assert.Equal($$"""{"userId":{{userId}}}""", answer.GetRawText());
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal($$"""{"code":500,"msg":"用户已存在","userId":{{userId}}}""", again);
        Assert.NotEqual(userId, await RegisterAsync("u", "1"));
    }

    [Fact]
    public async Task Racing_registrations_of_one_user_make_one()
    {
        var body = """{"company":"c","app":"a","thirdUserId":"x"}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _im.TryAsync("/user/register", body)));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        Assert.Single(answers.Select(answer => JsonElement.Parse(answer.Text).GetProperty("userId").GetInt32()).Distinct());
    }

    [Theory]
    [InlineData("{}", "500 500 thirdUserId不能为空")]
    [InlineData("""{"thirdUserId":" "}""", "500 500 thirdUserId不能为空")]
    [InlineData("""{"thirdUserId":{}}""", "500 500 参数错误: thirdUserId")]
    [InlineData("""{"company":[],"thirdUserId":"x"}""", "500 500 参数错误: company")]
    [InlineData("[]", "500 500 参数错误")]
    [InlineData("nonsense", "500 500 参数错误")]
    [InlineData("""{"thirdUserId":"a","thirdUserId":"b"}""", "500 500 参数错误")]
    public async Task A_registration_that_is_none_is_refused(string body, string expected) =>
        Assert.Equal(expected, await _im.RefusedAsync("/user/register", body));

    [Fact]
    public void No_two_users_of_apps_share_a_key()
    {
        string[] keys =
        [
            AccountCalls.KeyOf("a|b", "c", "d"), AccountCalls.KeyOf("a", "b|c", "d"), AccountCalls.KeyOf("a", "b", "c|d"),
            AccountCalls.KeyOf("", "", "a"), AccountCalls.KeyOf("", "a", ""), AccountCalls.KeyOf("a", "", ""),
            AccountCalls.KeyOf("", "", new string('x', 256)), AccountCalls.KeyOf("", new string('x', 256), "y"),
        ];

        Assert.Distinct(keys);
        Assert.All(keys, key => Assert.InRange(key.Length, 1, 512)); // the column of Orleans' storage
    }

    [Theory]
    [InlineData("/message/user/get/page", "{}", "参数错误: userId")]
    [InlineData("/message/user/get/page", """{"userId":"x"}""", "参数错误: userId")]
    [InlineData("/message/user/get/page", """{"userId":1,"toUserId":[]}""", "参数错误: toUserId")]
    [InlineData("/message/user/get/page", """{"userId":1,"pageNum":"x"}""", "参数错误: pageNum")]
    [InlineData("/message/user/get/page", """{"userId":1,"pageSize":1.5}""", "参数错误: pageSize")]
    [InlineData("/message/offline", "{}", "参数错误: userId")]
    [InlineData("/user/chat/list", """{"userId":null}""", "参数错误: userId")]
    [InlineData("/user/chat/clear/unread", "{}", "参数错误: id")]
    [InlineData("/user/delete/chat/list", """{"id":"x"}""", "参数错误: id")]
    [InlineData("/user/chat/clear/unread2", """{"fromUserId":1}""", "参数错误: toUserId")]
    [InlineData("/user/chat/unread/count", "{}", "参数错误: userId")]
    [InlineData("/team/update", """{"name":"x"}""", "参数错误: id")]
    [InlineData("/team/delete", "{}", "参数错误: teamId")]
    [InlineData("/team/add", """{"name":"x","members":7}""", "参数错误: members")]
    [InlineData("/custom/get/group", "{}", "参数错误: customId")]
    public async Task A_missing_or_mistyped_member_is_named(string path, string body, string expected) =>
        Assert.Equal($"500 500 {expected}", await _im.RefusedAsync(path, body));

    [Fact]
    public async Task Lists_of_nobody_are_empty()
    {
        string[] lists = ["/message/user/get/page", "/message/offline", "/user/chat/list"];
        foreach (var path in lists)
        {
            Assert.Equal("[]", (await _im.CallAsync(path, new { userId = 999_999 })).GetRawText());
        }

        Assert.Equal("""{"count":0}""", (await _im.CallAsync("/user/chat/unread/count", new { userId = 999_999 })).GetRawText());
    }

    [Fact]
    public async Task A_page_has_the_newest_first_and_ends_with_fewer()
    {
        var (one, other) = (await RegisterAsync("a", "1"), await RegisterAsync("a", "2"));
        for (var i = 1; i <= 12; i++)
        {
            await SayAsync(i % 2 == 0 ? one : other, i % 2 == 0 ? other : one, $"{i}");
        }

        var first = await _im.CallAsync("/message/user/get/page", new { userId = one, toUserId = other, pageNum = 1, pageSize = 5 });
        var last = await _im.CallAsync("/message/user/get/page", new { fromUserId = other, toUserId = one, pageNum = "3", pageSize = "5" });
        var beyond = await _im.CallAsync("/message/user/get/page", new { userId = one, toUserId = other, pageNum = 4, pageSize = 5 });
        var all = await _im.CallAsync("/message/user/get/page", new { userId = one });

        Assert.Equal(["12", "11", "10", "9", "8"], Contents(first));
        Assert.Equal(["2", "1"], Contents(last));
        Assert.Empty(Contents(beyond));
        Assert.Equal(["12", "11", "10", "9", "8", "7", "6", "5", "4", "3"], Contents(all));
        Assert.Equal(MessageMembers, first[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ("Text", one, other, "Server", "Single", false),
            (first[0].GetProperty("msgType").GetString(), first[0].GetProperty("fromUserId").GetInt32(),
                first[0].GetProperty("toUserId").GetInt32(), first[0].GetProperty("stateEnum").GetString(),
                first[0].GetProperty("chatType").GetString(), first[0].GetProperty("isRead").GetBoolean()));
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("92233720368547758")]
    [InlineData("1000000000")]
    public async Task A_page_far_beyond_the_end_is_empty(string number)
    {
        var (one, other) = (await RegisterAsync("a", "1"), await RegisterAsync("a", "2"));
        await SayAsync(one, other, "all there is");

        foreach (var query in (object[])
            [
                new { fromUserId = one, toUserId = other, pageNum = number, pageSize = 100 },
                new { userId = one, pageNum = number, pageSize = 100 },
            ])
        {
            Assert.Empty(Contents(await _im.CallAsync("/message/user/get/page", query)));
        }
    }

    [Fact]
    public async Task What_waits_is_listed_until_it_is_confirmed_and_asking_changes_nothing()
    {
        var (one, other) = (await RegisterAsync("a", "1"), await RegisterAsync("a", "2"));
        await SayAsync(one, other, "first");
        await SayAsync(one, other, "second");

        var once = await _im.CallAsync("/message/offline", new { userId = other });
        var twice = await _im.CallAsync("/message/offline", new { userId = $"{other}" });

        Assert.Equal(["first", "second"], Contents(once));
        Assert.Equal(once.GetRawText(), twice.GetRawText());
        Assert.Equal(MessageMembers, once[0].EnumerateObject().Select(member => member.Name));
        Assert.Empty(Contents(await _im.CallAsync("/message/offline", new { userId = one })));
    }

    [Fact]
    public async Task Ids_are_exact_in_javascript_and_texts_for_who_asks()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
            (await _im.CallAsync("/message/get/id", new { })).GetProperty("id").GetInt64()));
        var (_, text) = await _im.TryAsync("/message/get/id?idFormat=string", "{}");

        Assert.Distinct(ids);
        Assert.All(ids, id => Assert.Equal(id, (long)(double)id));
        Assert.Equal(JsonValueKind.String, JsonElement.Parse(text).GetProperty("id").ValueKind);
    }

    [Fact]
    public async Task An_id_is_reserved_for_who_says_who_he_is_and_free_otherwise()
    {
        var (one, other) = (await RegisterAsync("a", "1"), await RegisterAsync("a", "2"));

        var his = (await _im.CallAsync("/message/get/id", new { userId = one })).GetProperty("id").GetInt64();
        var anybodys = (await _im.CallAsync("/message/get/id", new { })).GetProperty("id").GetInt64();

        Assert.Equal((false, true), (await IsRefusedAsync(his, one), await IsRefusedAsync(his, other)));
        Assert.Equal((false, false), (await IsRefusedAsync(anybodys, one), await IsRefusedAsync(anybodys, other)));
    }

    [Fact]
    public async Task The_list_of_chats_counts_what_is_unread_until_the_row_is_cleared()
    {
        var (one, other) = (await RegisterAsync("a", "1"), await RegisterAsync("a", "2"));
        await SayAsync(one, other, "first");
        var last = await SayAsync(one, other, "second");

        var theirs = await RowAsync(other);
        var mine = await RowAsync(one);
        await ClearAsync(theirs);
        var cleared = await RowAsync(other);

        Assert.Equal(RowMembers, theirs.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["msgType", "id", "content", "timestamp"], theirs.GetProperty("lastMsgId").EnumerateObject().Select(member => member.Name));
        Assert.Equal((other, one, 2), (theirs.GetProperty("fromUserId").GetInt32(), theirs.GetProperty("toUserId").GetInt32(), theirs.GetProperty("unReadCount").GetInt32()));
        Assert.Equal((last.MessageId, "second"), (theirs.GetProperty("lastMsgId").GetProperty("id").GetInt64(), theirs.GetProperty("lastMsgId").GetProperty("content").GetString()));
        Assert.Equal((one, other, 0), (mine.GetProperty("fromUserId").GetInt32(), mine.GetProperty("toUserId").GetInt32(), mine.GetProperty("unReadCount").GetInt32()));
        Assert.True(DateTime.TryParseExact(theirs.GetProperty("createTime").GetString(), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.Equal((0, theirs.GetProperty("id").GetInt64()), (cleared.GetProperty("unReadCount").GetInt32(), cleared.GetProperty("id").GetInt64()));
        Assert.All((await _im.CallAsync("/message/user/get/page", new { userId = one, toUserId = other })).EnumerateArray(), row => Assert.True(row.GetProperty("isRead").GetBoolean()));
    }

    [Theory]
    [InlineData("/user/delete/chat/list", "")]
    [InlineData("/user/chat/delete", "")]
    [InlineData("/user/chat/clear/unread", ",\"delete\":true")]
    [InlineData("/user/chat/clear/unread", ",\"op\":\"delete\"")]
    public async Task A_row_that_was_deleted_comes_back_as_another_with_the_next_message(string path, string more)
    {
        var (one, other) = (await RegisterAsync("a", "1"), await RegisterAsync("a", "2"));
        await SayAsync(one, other, "first");
        var before = (await RowAsync(other)).GetProperty("id").GetInt64();

        var (status, text) = await _im.TryAsync(path, $$"""{"id":{{before}}{{more}}}""");
        var without = await _im.CallAsync("/user/chat/list", new { userId = other });
        await SayAsync(one, other, "second");
        var after = await RowAsync(other);

        Assert.Equal((HttpStatusCode.OK, ""), (status, text));
        Assert.Empty(without.EnumerateArray());
        Assert.NotEqual(before, after.GetProperty("id").GetInt64());
        Assert.Equal(1, after.GetProperty("unReadCount").GetInt32());
        Assert.Equal(2, Contents(await _im.CallAsync("/message/offline", new { userId = other })).Length);
    }

    [Fact]
    public async Task A_row_of_nobody_is_cleared_without_a_word()
    {
        Assert.Equal((HttpStatusCode.OK, ""), await _im.TryAsync("/user/chat/clear/unread", """{"id":987654}"""));
        Assert.Equal((HttpStatusCode.OK, ""), await _im.TryAsync("/user/chat/delete", """{"id":"987654"}"""));
    }

    [Fact]
    public async Task A_pair_is_cleared_by_its_two_and_counted_in_all()
    {
        var (one, other, third) = (await RegisterAsync("a", "1"), await RegisterAsync("a", "2"), await RegisterAsync("a", "3"));
        await SayAsync(one, other, "first");
        await SayAsync(third, other, "second");

        var before = await _im.CallAsync("/user/chat/unread/count", new { userId = other });
        await _im.CallAsync("/user/chat/clear/unread2", new { fromUserId = other, toUserId = one });
        var after = await _im.CallAsync("/user/chat/unread/count", new { userId = other });

        Assert.Equal(("""{"count":2}""", """{"count":1}"""), (before.GetRawText(), after.GetRawText()));
    }

    [Fact]
    public async Task A_team_is_made_changed_and_dissolved()
    {
        var (one, other, third) = (await RegisterAsync("a", "1"), await RegisterAsync("a", "2"), await RegisterAsync("a", "3"));
        var made = await _im.CallAsync("/team/add", new { name = "tea", members = new[] { new { userId = one }, new { userId = other } } });
        var teamId = made.GetProperty("id").GetInt64();
        Assert.Equal([one, other], await MembersAsync(teamId, one));

        await _im.CallAsync("/team/update", new
        {
            id = teamId,
            name = "coffee",
            members = new object[] { new { userId = third, op = "add" }, new { userId = other, op = "delete" } },
        });

        Assert.Equal([one, third], await MembersAsync(teamId, one));
        Assert.Equal("coffee", (await Room(teamId).GetAsync(one, default)).Value!.Name);
        await _im.CallAsync("/team/delete", new { teamId });
        Assert.Equal("500 500 不在群组内", await _im.RefusedAsync("/team/delete", $$"""{"teamId":{{teamId}}}"""));
    }

    [Fact]
    public async Task A_team_of_people_who_do_not_exist_is_not_made() => Assert.Equal(
        "500 500 用户不存在",
        await _im.RefusedAsync("/team/add", """{"name":"x","members":[{"userId":999999}]}"""));

    [Fact]
    public async Task What_is_said_in_a_team_waits_for_each_member_and_has_a_row()
    {
        var (one, other) = (await RegisterAsync("a", "1"), await RegisterAsync("a", "2"));
        var teamId = (await _im.CallAsync("/team/add", new { name = "tea", members = new[] { new { userId = one }, new { userId = other } } })).GetProperty("id").GetInt64();
        await Room(teamId).PostAsync(Draft(one, "hello"), default);

        var waiting = Assert.Single((await _im.CallAsync("/message/offline", new { userId = other })).EnumerateArray());
        var row = await RowAsync(other);

        Assert.Equal(
            ("Group", teamId, JsonValueKind.Null, "Server"),
            (waiting.GetProperty("chatType").GetString(), waiting.GetProperty("teamId").GetInt64(),
                waiting.GetProperty("toUserId").ValueKind, waiting.GetProperty("stateEnum").GetString()));
        Assert.Equal(
            ("Group", teamId, JsonValueKind.Null, 1),
            (row.GetProperty("chatType").GetString(), row.GetProperty("teamId").GetInt64(),
                row.GetProperty("toUserId").ValueKind, row.GetProperty("unReadCount").GetInt32()));
        Assert.Empty((await _im.CallAsync("/message/offline", new { userId = one })).EnumerateArray());
    }

    private static MessageDraft Draft(int from, string text) => new(
        from, null, MessageKind.Text, $$"""{"content":"{{text}}"}""", false, new Author("x", ""), ToAnybody: true);

    private static string[] Contents(JsonElement list) =>
        [.. list.EnumerateArray().Select(row => row.GetProperty("content").GetString()!)];

    private IRoomGrain Room(long teamId) => _host.Grains.GetGrain<IRoomGrain>(teamId);

    private async Task<int> RegisterAsync(string app, string user) =>
        (await _im.CallAsync("/user/register", new { company = "c", app, thirdUserId = user })).GetProperty("userId").GetInt32();

    private async Task<ChatMessage> SayAsync(int from, int to, string text)
    {
        var pair = _host.Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(from, to));
        var reply = await pair.PostAsync(Draft(from, text), default);
        Assert.True(reply.Ok, $"{reply.Error}");
        return reply.Value!;
    }

    private async Task<JsonElement> RowAsync(int userId) =>
        Assert.Single((await _im.CallAsync("/user/chat/list", new { userId })).EnumerateArray());

    private Task<JsonElement> ClearAsync(JsonElement row) =>
        _im.CallAsync("/user/chat/clear/unread", new { id = row.GetProperty("id").GetInt64() });

    private async Task<bool> IsRefusedAsync(long id, int userId) => !(await _host.Grains
        .GetGrain<IReservedIdGrain>(ReservedIds.ShareOf(id)).RefusedAsync([id], userId, default)).IsEmpty;

    private async Task<int[]> MembersAsync(long teamId, int caller) =>
        [.. (await Room(teamId).ListMembersAsync(caller, default)).Value.Select(member => member.UserId).Order()];
}
