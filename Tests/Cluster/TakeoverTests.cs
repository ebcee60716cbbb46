using System.Globalization;
using System.Net.WebSockets;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Protocols.Chat33;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

public sealed class TakeoverTests
{
    [Fact]
    public async Task A_device_that_comes_back_through_another_node_has_one_socket()
    {
        await using var host = await ChatHost.StartAsync(TestRuntime.Nodes);
        var (userId, token) = await LoginAsync(host);
        using var one = new Chat33Client(host.Chat33Url, token, userId);
        using var other = new Chat33Client(host.Chat33Url, token, userId);
        Assert.NotEqual(one.Server, other.Server);
        await using var before = await OpenAsync(one);

        await using var after = await OpenAsync(other);

        Assert.Equal((int)WebSocketCloseStatus.NormalClosure, (await before.ClosedAsync()).Code);
        await after.SendAsync(Chat33Client.Say(userId, "m1", "to myself is refused, so that I am heard"));
        await after.ExpectAsync("an answer", frame => frame.GetProperty("msgId").GetString() == "m1");
    }

    private static async Task<(int UserId, string Token)> LoginAsync(ChatHost host)
    {
        using var client = new Chat33Client(host.Chat33Url);
        var mobile = Chat33Host.NextMobile();
        await client.CallAsync("/send/sms", new { mobile });
        await client.CallAsync("/user/register", new { mobile, password = "a long one", captcha = Chat33Host.Captcha });
        client.Headers["FZM-DEVICE"] = "PC";
        client.Headers["FZM-UUID"] = "laptop";
        var login = await client.CallAsync("/user/pwdLogin", new { mobile, password = "a long one" });
        return (
            int.Parse(login.GetProperty("id").GetString()!, CultureInfo.InvariantCulture),
            login.GetProperty("token").GetString()!);
    }

    private static Task<WireSocket> OpenAsync(Chat33Client client) => WireSocket.ConnectAsync(
        client.SocketUrl, ("FZM-AUTH-TOKEN", client.Token), ("FZM-DEVICE", "PC"), ("FZM-UUID", "laptop"));
}
