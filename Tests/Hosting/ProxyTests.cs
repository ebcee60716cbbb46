using System.Globalization;
using System.Net.WebSockets;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Hosting;

public sealed class ProxyTests
{
    private const int AllowedFromOneAddress = 50; // handshakes in ten seconds
    private const int SocketsOfOneUser = 10;
    private const int Handshakes = AllowedFromOneAddress + SocketsOfOneUser;

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

    /// <summary>Each time from another address, if one believes the header. All at once: a slow machine, too, needs less
    /// than the ten seconds.</summary>
    private static async Task<int> KnockAsync(ChatHost host)
    {
        var people = new List<string>();
        while (people.Count < Handshakes / SocketsOfOneUser)
        {
            people.Add((await host.CreateUserAsync("Anna")).Token);
        }

        var opened = await Task.WhenAll(Enumerable.Range(0, Handshakes).Select(i =>
            TryOpenAsync(host, people[i % people.Count], string.Create(CultureInfo.InvariantCulture, $"192.0.2.{i}"))));
        return opened.Count(isOpen => isOpen);
    }

    private static async Task<bool> TryOpenAsync(ChatHost host, string token, string address)
    {
        try
        {
            await using var socket = await WireSocket.ConnectAsync(
                new Uri($"ws://{host.Chat33Url.Authority}/ws"), ("FZM-AUTH-TOKEN", token), ("X-Forwarded-For", address));
            return true;
        }
        catch (WebSocketException)
        {
            return false; // refused with 429
        }
    }
}
