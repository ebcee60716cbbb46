using System.Globalization;
using System.Net.WebSockets;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Protocols.Chat33;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Hosting;

public sealed class ProxyTests
{
    private const int AllowedFromOneAddress = 50; // handshakes in ten seconds
    private const int Handshakes = AllowedFromOneAddress + 10;

    [Fact]
    public async Task Clients_behind_a_trusted_proxy_are_limited_each_by_himself()
    {
        await using var host = await StartAsync("127.0.0.0/8");

        Assert.Equal(Handshakes, await KnockAsync(host));
    }

    [Fact]
    public async Task What_a_stranger_says_of_his_address_is_not_believed()
    {
        await using var host = await StartAsync("10.0.0.1");

        Assert.Equal(AllowedFromOneAddress, await KnockAsync(host));
    }

    private static Task<ChatHost> StartAsync(string proxies) => ChatHost.StartAsync(
        ("Chat:Security:Mode", "Production"),
        ("Chat:Sms:FixedCode", ""),
        ("Chat:Security:TrustedProxies", proxies));

    /// <summary>Each time from another address, if one believes the header.</summary>
    private static async Task<int> KnockAsync(ChatHost host)
    {
        var (userId, token) = await host.CreateUserAsync("Anna");
        using var anna = new Chat33Client(host.Chat33Url, token, userId);
        var opened = 0;
        for (var i = 0; i < Handshakes; i++)
        {
            try
            {
                await using var socket = await WireSocket.ConnectAsync(
                    anna.SocketUrl,
                    ("FZM-AUTH-TOKEN", token),
                    ("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"192.0.2.{i}")));
                opened++;
            }
            catch (WebSocketException)
            {
                // refused with 429
            }
        }

        return opened;
    }
}
