namespace OrleansChat.Tests.Gateway;

public sealed class HandshakeTests
{
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private const string Version = "Sec-WebSocket-Version: 13";
    private const string Upgrade = "Upgrade: websocket";
    private const string Connection = "Connection: Upgrade";

    [Theory]
    [InlineData(400, Connection, Version, Key)]
    [InlineData(400, Upgrade, Version, Key)]
    [InlineData(400, "Upgrade: h2c", Connection, Version, Key)]
    [InlineData(400, Upgrade, "Connection: keep-alive", Version, Key)]
    [InlineData(400, Upgrade, Connection, Version)]
    [InlineData(400, Upgrade, Connection, Version, "Sec-WebSocket-Key: ")]
    [InlineData(400, Upgrade, Connection, Version, "Sec-WebSocket-Key: c2hvcnQ=")]
    [InlineData(400, Upgrade, Connection, Version, "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData(400, Upgrade, Connection, Version, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSBhbmQgbW9yZQ==")]
    [InlineData(400, Upgrade, Connection, Version, Key, Key)]
    [InlineData(426, Upgrade, Connection, Key)]
    [InlineData(426, Upgrade, Connection, "Sec-WebSocket-Version: 8", Key)]
    [InlineData(426, Upgrade, Connection, "Sec-WebSocket-Version: 14", Key)]
    [InlineData(101, Upgrade, Connection, Version, Key)]
    [InlineData(101, "upgrade: WebSocket", "connection: keep-alive, UPGRADE", Version, Key)]
    public async Task What_is_no_handshake_is_answered_and_opens_no_socket(int status, params string[] headers)
    {
        await using var server = await GatewayServer.StartAsync();
        using var client = await RawClient.OpenAsync(server.Address);

        var answer = await client.RequestAsync($"GET /1 HTTP/1.1\r\nHost: x\r\n{string.Join("\r\n", headers)}\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.Equal(status == 426, answer.Contains("Sec-WebSocket-Version: 13", StringComparison.OrdinalIgnoreCase));
        if (status != 101)
        {
            Assert.DoesNotContain("Sec-WebSocket-Accept", answer, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(0, server.Sockets.Count);
        }
    }

    [Fact]
    public async Task Who_knocks_at_a_full_server_is_told_when_to_come_again()
    {
        await using var server = await GatewayServer.StartAsync(
            options: new WebFrontend.Gateway.GatewayOptions { Strict = false, MaxSockets = 1 });
        using var first = await server.ConnectAsync();
        using var second = await RawClient.OpenAsync(server.Address);

        var answer = await second.RequestAsync(
            $"GET /2 HTTP/1.1\r\nHost: x\r\n{Upgrade}\r\n{Connection}\r\n{Version}\r\n{Key}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 1", answer, StringComparison.OrdinalIgnoreCase);
    }
}
