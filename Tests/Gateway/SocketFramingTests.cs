using System.Net.WebSockets;
using System.Text;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class SocketFramingTests : IAsyncLifetime
{
    private GatewayServer _server = null!;

    public async Task InitializeAsync() => _server = await GatewayServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public async Task A_text_comes_back_whole_whatever_the_length_of_its_header(int length)
    {
        using var client = await _server.ConnectAsync();
        var text = new string('x', length);
        await client.SendAsync(text);
        Assert.Equal(text, await client.ReadTextAsync());
    }

    [Fact]
    public async Task Many_frames_in_one_write_come_back_whole_and_in_order()
    {
        using var client = await _server.ConnectAsync();
        var frames = Enumerable.Range(0, 500).SelectMany(i => RawClient.Frame(0x81, Encoding.UTF8.GetBytes($"n{i}"))).ToArray();
        await client.WriteAsync(frames);
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal($"n{i}", await client.ReadTextAsync());
        }
    }

    [Fact]
    public async Task Fragments_are_joined_and_a_ping_between_them_is_answered_first()
    {
        using var client = await _server.ConnectAsync();
        await client.WriteAsync(RawClient.Frame(0x01, "he"u8));
        await client.WriteAsync(RawClient.Frame(0x89, "are you there"u8));
        await client.WriteAsync(RawClient.Frame(0x00, "l"u8));
        await client.WriteAsync(RawClient.Frame(0x80, "lo"u8));
        var (opcode, payload) = await client.ReadFrameAsync();
        Assert.Equal((0xA, "are you there"), (opcode, Encoding.UTF8.GetString(payload)));
        Assert.Equal("hello", await client.ReadTextAsync());
    }

    [Fact]
    public async Task A_message_larger_than_the_limit_closes_with_1009()
    {
        using var client = await _server.ConnectAsync();
        await client.SendAsync(new string('x', 65_537));
        Assert.Equal(SocketCloseCode.TooBig, (await client.ReadCloseAsync()).Code);
        Assert.True(await Ended(client));
    }

    [Fact]
    public async Task A_frame_that_announces_gigabytes_closes_with_1009_before_they_come()
    {
        using var client = await _server.ConnectAsync();
        byte[] head = [0x81, 0xFF, 0, 0, 0, 0x10, 0, 0, 0, 0, 1, 2, 3, 4];
        await client.WriteAsync(head);
        await client.WriteAsync(new byte[70_000]);
        Assert.Equal(SocketCloseCode.TooBig, (await client.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task Binary_closes_with_1003()
    {
        using var client = await _server.ConnectAsync();
        await client.WriteAsync(RawClient.Frame(0x82, "bytes"u8));
        Assert.Equal(SocketCloseCode.UnsupportedData, (await client.ReadCloseAsync()).Code);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { (byte)'a', 0xF0, 0x9F })]
    public async Task Text_that_is_not_utf8_closes_with_1007(byte[] text)
    {
        using var client = await _server.ConnectAsync();
        await client.WriteAsync(RawClient.Frame(0x81, text));
        Assert.Equal(SocketCloseCode.InvalidData, (await client.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task Too_many_small_fragments_close_with_1008()
    {
        using var client = await _server.ConnectAsync();
        await client.WriteAsync(RawClient.Frame(0x01, "x"u8));
        for (var i = 0; i < 100; i++)
        {
            await client.WriteAsync(RawClient.Frame(0x00, []));
        }

        Assert.Equal(SocketCloseCode.PolicyViolation, (await client.ReadCloseAsync()).Code);
    }

    [Theory]
    [InlineData(0x81, false)] // not masked
    [InlineData(0xC1, true)] // a reserved bit
    [InlineData(0x83, true)] // a reserved opcode
    [InlineData(0x80, true)] // a continuation of nothing
    [InlineData(0x09, true)] // a ping in fragments
    public async Task A_frame_against_rfc_6455_closes_with_1002(byte first, bool masked)
    {
        using var client = await _server.ConnectAsync();
        await client.WriteAsync(RawClient.Frame(first, "exactly ten"u8, masked));
        Assert.Equal(SocketCloseCode.ProtocolError, (await client.ReadCloseAsync()).Code);
        Assert.True(await Ended(client));
    }

    [Fact]
    public async Task The_client_s_close_is_answered_with_its_code_and_the_connection_ends()
    {
        using var client = await _server.ConnectAsync();
        await client.WriteAsync(RawClient.Frame(0x88, [0x0F, 0xA0, (byte)'b']));
        Assert.Equal((4000, ""), await client.ReadCloseAsync());
        Assert.True(await client.IsEndedAsync());
        await Eventually.TrueAsync(() => _server.Sockets.Count == 0);
    }

    [Fact]
    public async Task The_server_s_close_comes_after_what_was_sent_and_ends_with_the_client_s_answer()
    {
        using var client = await _server.ConnectAsync();
        await client.SendAsync("bye");
        Assert.Equal("last words", await client.ReadTextAsync());
        Assert.Equal((4001, "as you wish"), await client.ReadCloseAsync());
        Assert.True(await Ended(client));
    }

    [Fact]
    public async Task A_handler_that_throws_closes_its_own_socket_with_1011_and_no_other()
    {
        using var other = await _server.ConnectAsync("/2");
        using var client = await _server.ConnectAsync();
        await client.SendAsync("fault");
        Assert.Equal(SocketCloseCode.Fault, (await client.ReadCloseAsync()).Code);
        await other.SendAsync("fine");
        Assert.Equal("fine", await other.ReadTextAsync());
    }

    [Fact]
    public async Task The_framework_s_own_client_talks_and_closes_cleanly()
    {
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new UriBuilder(_server.Address) { Scheme = "ws", Path = "/1" }.Uri, CancellationToken.None);
        await client.SendAsync("grüße"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[100];
        var got = await client.ReceiveAsync(buffer, CancellationToken.None);
        Assert.Equal("grüße", Encoding.UTF8.GetString(buffer, 0, got.Count));
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        Assert.Equal(WebSocketState.Closed, client.State);
    }

    private static async Task<bool> Ended(RawClient client)
    {
        await client.WriteAsync(RawClient.Frame(0x88, [0x03, 0xE8]));
        return await client.IsEndedAsync();
    }
}
