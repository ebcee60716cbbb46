using System.Net;
using System.Net.WebSockets;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>What a session is worth whose place another device of the same type took.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33TakeoverTests(Chat33Host server)
{
    [Fact]
    public async Task Every_route_that_is_not_for_anybody_tells_it_so()
    {
        using var replaced = await ReplacedAsync();

        var answers = new List<(string Path, int Result)>();
        foreach (var verb in Chat33Endpoints.Verbs.Where(verb => verb.Access is not Chat33Access.Anyone))
        {
            answers.Add((verb.Path, (await replaced.PostAsync(verb.Path, "{}")).GetProperty("result").GetInt32()));
        }

        Assert.All(answers, answer => Assert.Equal((answer.Path, -1007), answer));
    }

    [Fact]
    public async Task A_replaced_session_opens_no_socket_and_logs_in_no_more()
    {
        using var replaced = await ReplacedAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("FZM-AUTH-TOKEN", replaced.Token);
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(replaced.SocketUrl, CancellationToken.None));

        Assert.Equal(HttpStatusCode.Unauthorized, socket.HttpStatusCode);
        Assert.Equal(-1007, await replaced.RefusalAsync("/user/tokenLogin"));
    }

    [Fact]
    public async Task Routes_for_anybody_do_not_look_at_it()
    {
        using var replaced = await ReplacedAsync();

        Assert.Equal(0, await replaced.RefusalAsync("/user/isreg", new { mobile = Chat33Host.NextMobile() }));
    }

    private async Task<Chat33Client> ReplacedAsync()
    {
        using var phone = server.Stranger();
        var mobile = Chat33Host.NextMobile();
        var first = await LogInAsync(phone, mobile, "uuid-1");
        await LogInAsync(phone, mobile, "uuid-2");
        return new Chat33Client(server.Host.Chat33Url, first);
    }

    private static async Task<string> LogInAsync(Chat33Client phone, string mobile, string deviceId)
    {
        phone.Headers["FZM-DEVICE"] = "Android";
        phone.Headers["FZM-UUID"] = deviceId;
        await phone.CallAsync("/send/sms", new { mobile });
        var login = await phone.CallAsync("/user/phoneLogin", new { mobile, captcha = Chat33Host.Captcha });
        return login.GetProperty("token").GetString()!;
    }
}
