using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using OrleansChat.Tests.Files;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>Every way in, asked by four callers, where who names himself is believed and where he is not.</summary>
[Collection(nameof(FriendTests))]
public sealed class FriendAuthorizationTests(FriendHost development, ProductionFriendHost production)
{
    /// <summary>The call; then what is answered without a token, with a wrong one, to the user himself and to another
    /// user, in development; then the same in production. <c>in</c> is no refusal for want of a login.</summary>
    private static readonly string[] Table =
    [
        "POST /user/login.do                      | in  in  in  in  | in  in  in  in",
        "POST /user/register.do                   | in  in  in  in  | in  in  in  in",
        "POST /user/send_msg_code.do              | in  in  in  in  | in  in  in  in",
        "POST /user/get_user_info.do              | out out in  in  | out out in  in",
        "POST /chat_message/get_Message_History.do | out out in  in  | out out in  in",
        "GET  /chat_message/get_Message_History.do | out out in  in  | out out in  in",
        "POST /friend/concern.do                  | out out in  in  | out out in  in",
        "POST /friend/unconcern.do                | out out in  in  | out out in  in",
        "POST /friend/check_concern.do            | out out in  in  | out out in  in",
        "POST /friend/get_list.do                 | out out in  in  | out out in  in",
        "POST /friend/get_detail.do               | out out in  in  | out out in  in",
        "FILE /user/upload.do                     | in  out in  in  | out out in  in",
        "FILE /user/image.do                      | in  out in  in  | out out in  in",
        "GET  /images/{private}                   | 200 200 200 200 | 404 404 200 404",
        "GET  /images/{public}                    | 200 200 200 200 | 200 200 200 200",
        "GET  /images/{nothing}                   | 404 404 404 404 | 404 404 404 404",
        "GET  /friend/get_list.do                 | 405 405 405 405 | 405 405 405 405",
        "OPEN /chat/{user}                        | 101 401 101 401 | 401 401 101 401",
        "OPEN /chat/{nobody}                      | 101 401 401 401 | 401 401 401 401",
        "OPEN /chat/0                             | 101 401 401 401 | 401 401 401 401",
        "OPEN /chat/abc                           | 400 400 400 400 | 400 400 400 400",
        "SITE /chat/{user}                        | 101 401 101 401 | 403 403 403 403",
    ];

    public static TheoryData<string> Rows => [.. Table];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Everybody_is_answered_as_the_table_says(string row)
    {
        var columns = row.Split('|', StringSplitOptions.TrimEntries);

        Assert.Equal(
            $"development: {Spaced(columns[1])}; production: {Spaced(columns[2])}",
            $"development: {await AskAllAsync(development, columns[0])}; "
            + $"production: {await AskAllAsync(production, columns[0])}");
    }

    [Fact]
    public void Every_route_has_a_row()
    {
        var paths = WebFrontend.Protocols.Friend.FriendEndpoints.Verbs.Select(verb => verb.Path);

        Assert.Empty(paths.Except(Table.Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])));
    }

    /// <summary>A page of another site knows no token, and needs none where anybody may call.</summary>
    [Theory]
    [InlineData("/user/login.do", "", "1 权限不足")]
    [InlineData("/user/image.do", "", "1 权限不足")]
    [InlineData("/friend/get_list.do", "token", "1 好友数量为零")]
    public async Task A_page_of_another_site_may_call_with_a_token_alone(string path, string token, string expected)
    {
        using var user = await production.UserAsync("Anna");
        using var http = new HttpClient { BaseAddress = user.Server };
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Origin", "https://elsewhere.example");
        if (token.Length > 0)
        {
            request.Headers.Add(token, user.Token);
        }

        using var answer = await http.SendAsync(request);

        var envelope = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(expected, $"{envelope.GetProperty("status")} {envelope.GetProperty("msg")}");
    }

    [Fact]
    public async Task A_picture_is_seen_by_whom_it_was_sent_to()
    {
        var (anna, bert) = await production.TwoAsync();
        using var carl = await production.UserAsync("Carl");
        var picture = await FriendPictureTests.UploadAsync(anna, "/user/image.do", SampleFiles.Png(), "a.png");
        var url = picture.GetProperty("data").GetProperty("url").GetString()!;
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        await annas.SendAsync(anna.Say(bert.UserId, $"look: {url}"));
        await berts.ExpectAsync("the address", frame => FriendClient.IsText(frame, $"look: {url}"));

        Assert.Equal("200", await StatusAsync(bert, new Uri(url).AbsolutePath));
        Assert.Equal("404", await StatusAsync(carl, new Uri(url).AbsolutePath));
    }

    private static string Spaced(string cells) => string.Join(' ', cells.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task In_production_one_user_does_not_flood_the_server_with_calls()
    {
        using var anna = await production.UserAsync("Anna");
        using var bert = await production.UserAsync("Bert");
        var calls = 0;

        while (await anna.VerdictAsync("/friend/get_list.do") is "1 好友数量为零")
        {
            Assert.True(++calls <= 2 * CallRates.PerMinute, "no call was refused"); // a minute may end meanwhile
        }

        Assert.Equal("1 发送频率过快，请稍后再试", await anna.VerdictAsync("/friend/get_list.do"));
        Assert.Equal("1 好友数量为零", await bert.VerdictAsync("/friend/get_list.do"));
    }

    [Fact]
    public async Task A_form_that_is_compressed_is_not_read()
    {
        using var anna = await development.UserAsync("Anna");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("friendId", anna.Id)]);
        form.Headers.ContentEncoding.Add("gzip");

        using var answer = await anna.SendAsync(HttpMethod.Post, "/friend/get_detail.do", form);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private static async Task<string> AskAllAsync(FriendHost host, string call)
    {
        using var user = await host.UserAsync("Anna");
        using var other = await host.UserAsync("Bert");
        var named = await NameAsync(user, call);
        using var nobody = new FriendClient(user.Server);
        using var wrong = new FriendClient(user.Server, "wrong");
        using var stranger = new FriendClient(user.Server, other.Token);
        var answers = new List<string>();
        foreach (var client in new[] { nobody, wrong, user, stranger })
        {
            answers.Add(await AskAsync(client, named));
        }

        return string.Join(' ', answers);
    }

    private static async Task<string> NameAsync(FriendClient user, string call)
    {
        var path = call.Contains("{public}", StringComparison.Ordinal) ? "/user/upload.do" : "/user/image.do";
        var uri = "";
        if (call.Contains("{public}", StringComparison.Ordinal) || call.Contains("{private}", StringComparison.Ordinal))
        {
            var picture = await FriendPictureTests.UploadAsync(user, path, SampleFiles.Png(), "a.png");
            uri = picture.GetProperty("data").GetProperty("uri").GetString()!;
        }

        return call.Replace("{public}", uri, StringComparison.Ordinal)
            .Replace("{private}", uri, StringComparison.Ordinal)
            .Replace("{nothing}", $"{new string('0', 32)}.png", StringComparison.Ordinal)
            .Replace("{user}", user.Id, StringComparison.Ordinal)
            .Replace("{nobody}", "999999999", StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(FriendClient client, string call)
    {
        var parts = call.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (how, path) = (parts[0], parts[1]);
        switch (how)
        {
            case "OPEN" or "SITE":
                return await OpenAsync(client, path, how == "SITE" ? "https://elsewhere.example" : null);
            case "FILE":
                return InOrOut(await FriendPictureTests.UploadAsync(client, path, SampleFiles.Png(), "a.png"));
            default:
                using (var answer = await client.SendAsync(new HttpMethod(how), path, content: null))
                {
                    return answer.StatusCode is not HttpStatusCode.OK || path.StartsWith("/images/", StringComparison.Ordinal)
                        ? $"{(int)answer.StatusCode}"
                        : InOrOut(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
                }
        }
    }

    private static string InOrOut(JsonElement envelope) =>
        envelope.TryGetProperty("msg", out var msg) && msg.GetString() == "用户未登录" ? "out" : "in";

    private static async Task<string> StatusAsync(FriendClient client, string path)
    {
        using var answer = await client.SendAsync(HttpMethod.Get, path, content: null);
        return $"{(int)answer.StatusCode}";
    }

    private static async Task<string> OpenAsync(FriendClient client, string path, string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (client.Token.Length > 0)
        {
            socket.Options.SetRequestHeader("token", client.Token);
        }

        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket.ConnectAsync(new Uri($"ws://{client.Server.Authority}{path}"), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // the status says why
        }

        return $"{(int)socket.HttpStatusCode}";
    }
}
