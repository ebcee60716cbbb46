using System.Net;
using System.Net.WebSockets;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

[Collection(nameof(Chat33Tests))]
public sealed class Chat33ProtocolTests(Chat33Host server) : ProtocolSpec
{
    protected override async Task<(SpecUser Anna, SpecUser Bert)> MakeFriendsAsync()
    {
        var (anna, bert) = await server.FriendsAsync();
        return (new SpecUser(anna.UserId, anna.Token), new SpecUser(bert.UserId, bert.Token));
    }

    protected override async Task<HttpStatusCode> HandshakeAsync(string? token)
    {
        using var socket = new ClientWebSocket();
        if (token is not null)
        {
            socket.Options.SetRequestHeader("FZM-AUTH-TOKEN", token);
        }

        if (token is { Length: > 0 })
        {
            socket.Options.SetRequestHeader("FZM-UUID", "00-11-22"); // alone it is a visitor's
        }

        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(server.Stranger().SocketUrl, CancellationToken.None));
        return socket.HttpStatusCode;
    }

    protected override Task<WireSocket> ConnectAsync(SpecUser user) => Client(user).OpenSocketAsync();

    protected override Task<SilentSocket> ConnectSilentlyAsync(SpecUser user) =>
        SilentSocket.ConnectAsync(Client(user).SocketUrl, ("FZM-AUTH-TOKEN", user.Token));

    protected override string Say(int targetId, string clientId, string text, int claimedSenderId) => JsonSerializer.Serialize(new
    {
        eventType = 0,
        msgId = clientId,
        channelType = 3,
        fromId = $"{claimedSenderId}",
        senderId = claimedSenderId,
        targetId = $"{targetId}",
        msgType = 1,
        msg = new { content = text },
        senderInfo = new { nickname = "somebody else", avatar = "" },
    });

    protected override string SayMuch(int targetId, string clientId) => JsonSerializer.Serialize(new
    {
        msgId = clientId,
        channelType = 3,
        targetId = $"{targetId}",
        msgType = 9,
        msg = new { name = new string('x', 60_000) },
    });

    protected override bool Shows(JsonElement frame, string text, out string senderId)
    {
        senderId = frame.TryGetProperty("fromId", out var from) ? from.GetString()! : "";
        return frame.TryGetProperty("msg", out var msg)
            && msg.TryGetProperty("content", out var content)
            && content.GetString() == text;
    }

    protected override async Task<IReadOnlyList<string>> HistoryAsync(SpecUser reader, SpecUser peer)
    {
        var data = await Client(reader).CallAsync("/friend/chatLog", new { id = $"{peer.UserId}" });
        return [.. data.GetProperty("logs").EnumerateArray()
            .Where(log => log.GetProperty("msgType").GetInt32() == 1)
            .Select(log => log.GetProperty("msg").GetProperty("content").GetString()!)
            .Reverse()];
    }

    private Chat33Client Client(SpecUser user) => new(server.Host.Chat33Url, user.Token, user.UserId);
}
