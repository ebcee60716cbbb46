using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Friend;

[Collection(nameof(FriendTests))]
public sealed class FriendHistoryTests(FriendHost server)
{
    private const string NoRecord = "1 不存在记录";

    [Fact]
    public async Task Both_read_the_same_oldest_first_under_the_names_of_now()
    {
        var (anna, bert) = await server.TwoAsync();
        await server.PostAsync(anna, bert, "hello!");
        await server.PostAsync(bert, anna, "what's up bro");
        await server.PostAsync(anna, bert, "fine");
        await server.RenameAsync(anna, "Anne");

        var hers = await anna.CallAsync(FriendClient.History, ("friendId", bert.Id));
        var his = await bert.CallAsync(FriendClient.History, ("friendId", anna.Id), ("pageNum", 1), ("pageSize", 10));

        Assert.Equal(hers.GetRawText(), his.GetRawText());
        Assert.Equal(["Anne: hello!", "Bert: what's up bro", "Anne: fine"], Rows(hers));
    }

    [Fact]
    public async Task An_answer_has_the_twenty_members_of_the_sample_in_its_order()
    {
        var (anna, bert) = await server.TwoAsync();
        await server.PostAsync(anna, bert, "hello!");
        await server.PostAsync(bert, anna, "what's up bro");
        await server.PostAsync(anna, bert, "fine");

        var answer = await anna.PostAsync(FriendClient.History, ("friendId", bert.Id), ("pageNum", 1), ("pageSize", 10));

        Assert.Equal(20, answer.GetProperty("data").EnumerateObject().Count());
        FriendSamples.AssertSameShape("history", answer, but: ["sender", "text", "time"]);
    }

    [Fact]
    public async Task Pages_are_cut_from_the_oldest()
    {
        var (anna, bert) = await server.TwoAsync();
        var said = await server.PostAsync(anna, bert, 95);

        var page = await bert.CallAsync(
            FriendClient.History, ("friendId", anna.Id), ("pageNum", 6), ("pageSize", 10));

        Assert.Equal(said[50..60].Select(text => $"Anna: {text}"), Rows(page));
        Assert.Equal("[2,3,4,5,6,7,8,9]", page.GetProperty("navigatepageNums").GetRawText());
        Assert.Equal((95, 51, 60, 10), (
            page.GetProperty("total").GetInt32(), page.GetProperty("startRow").GetInt32(),
            page.GetProperty("endRow").GetInt32(), page.GetProperty("pages").GetInt32()));
    }

    [Theory]
    [InlineData("", "", 1, 10)]
    [InlineData("0", "0", 1, 10)]
    [InlineData("-4", "-1", 1, 10)]
    [InlineData("1", "101", 1, 100)]
    [InlineData("1", "100", 1, 100)]
    [InlineData("2", "1", 2, 1)]
    public async Task Numbers_that_lead_nowhere_become_those_that_do(string pageNum, string pageSize, int number, int size)
    {
        var (anna, bert) = await server.TwoAsync();
        await server.PostAsync(anna, bert, "one");
        await server.PostAsync(anna, bert, "two");

        var page = await anna.CallAsync(
            FriendClient.History, ("friendId", bert.Id), ("pageNum", pageNum), ("pageSize", pageSize));

        Assert.Equal((number, size), (page.GetProperty("pageNum").GetInt32(), page.GetProperty("pageSize").GetInt32()));
    }

    [Fact]
    public async Task Nothing_said_a_page_beyond_the_end_and_nobody_are_no_record()
    {
        var (anna, bert) = await server.TwoAsync();

        Assert.Equal(NoRecord, await anna.VerdictAsync(FriendClient.History, ("friendId", bert.Id)));
        Assert.Equal(NoRecord, await anna.VerdictAsync(FriendClient.History, ("friendId", anna.Id)));
        Assert.Equal(NoRecord, await anna.VerdictAsync(FriendClient.History, ("friendId", 999_999_999)));
        Assert.Equal(NoRecord, await anna.VerdictAsync(FriendClient.History, ("friendId", -1)));
        await server.PostAsync(anna, bert, "one");
        Assert.Equal(NoRecord, await anna.VerdictAsync(
            FriendClient.History, ("friendId", bert.Id), ("pageNum", 2)));
        Assert.Equal(NoRecord, await anna.VerdictAsync(
            FriendClient.History, ("friendId", bert.Id), ("pageNum", int.MaxValue), ("pageSize", 100)));
    }

    [Theory]
    [InlineData("", "1", "10")]
    [InlineData("abc", "1", "10")]
    [InlineData("99999999999", "1", "10")]
    [InlineData("22", "one", "10")]
    [InlineData("22", "1", "1.5")]
    [InlineData("22", "99999999999", "10")]
    public async Task Bad_numbers_are_an_illegal_argument(string friendId, string pageNum, string pageSize)
    {
        using var anna = await server.UserAsync("Anna");

        Assert.Equal("2 参数错误", await anna.VerdictAsync(
            FriendClient.History, ("friendId", friendId), ("pageNum", pageNum), ("pageSize", pageSize)));
    }

    [Fact]
    public async Task A_query_is_read_as_a_form_is()
    {
        var (anna, bert) = await server.TwoAsync();
        await server.PostAsync(anna, bert, "one");

        using var answer = await anna.SendAsync(
            HttpMethod.Get, $"{FriendClient.History}?friendId={bert.Id}&pageSize=3", content: null);

        var data = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("data");
        Assert.Equal(3, data.GetProperty("pageSize").GetInt32());
    }

    [Fact]
    public async Task Notes_to_oneself_have_a_history_and_what_was_taken_back_has_none()
    {
        var (anna, bert) = await server.TwoAsync();
        await server.BefriendAsync(anna, bert);
        await server.PostAsync(anna, anna, "a note");
        await server.PostAsync(anna, bert, "kept");
        await server.RecallAsync(anna, bert, await server.PostAsync(anna, bert, "taken back"));

        var notes = await anna.CallAsync(FriendClient.History, ("friendId", anna.Id));
        var page = await bert.CallAsync(FriendClient.History, ("friendId", anna.Id));

        Assert.Equal(["Anna: a note"], Rows(notes));
        Assert.Equal(["Anna: kept"], Rows(page));
        Assert.Equal(1, page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_wrong_token_is_nobody_logged_in_as_the_sample_says()
    {
        using var stranger = server.Stranger();
        FriendSamples.AssertSame("history.not-logged-in", await stranger.PostAsync(FriendClient.History, ("friendId", 22)));
        stranger.Token = "wrong";
        FriendSamples.AssertSame("history.not-logged-in", await stranger.PostAsync(FriendClient.History, ("friendId", 22)));
    }

    [Fact]
    public async Task No_record_is_the_sample()
    {
        using var anna = await server.UserAsync("Anna");

        FriendSamples.AssertSame("history.no-record", await anna.PostAsync(FriendClient.History, ("friendId", 22)));
    }

    private static IEnumerable<string> Rows(JsonElement page) => page.GetProperty("list").EnumerateArray()
        .Select(row => $"{row.GetProperty("sender").GetString()}: {row.GetProperty("text").GetString()}");
}
