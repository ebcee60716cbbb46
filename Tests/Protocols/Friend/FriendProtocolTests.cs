using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>Where a socket needs a token in every mode.</summary>
[Collection(nameof(FriendTests))]
public sealed class FriendProtocolTests(StrictFriendHost server) : ProtocolSpec
{
    private static readonly ConcurrentDictionary<string, int> UsersByName = new(StringComparer.Ordinal);
    private static int _names;

    protected override async Task<(SpecUser Anna, SpecUser Bert)> MakeFriendsAsync() =>
        (await UserAsync("Anna"), await UserAsync("Bert"));

    protected override async Task<HttpStatusCode> HandshakeAsync(string? token)
    {
        var (userId, _) = await server.Host.CreateUserAsync("Anna");
        using var socket = new ClientWebSocket();
        if (token is not null)
        {
            socket.Options.SetRequestHeader("token", token);
        }

        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(new FriendClient(server.Url, "", userId).SocketUrl, CancellationToken.None));
        return socket.HttpStatusCode;
    }

    protected override Task<WireSocket> ConnectAsync(SpecUser user) => Client(user).OpenSocketAsync();

    protected override Task<SilentSocket> ConnectSilentlyAsync(SpecUser user) =>
        SilentSocket.ConnectAsync(Client(user).SocketUrl, ("token", user.Token));

    protected override string Say(int targetId, string clientId, string text, int claimedSenderId) =>
        JsonSerializer.Serialize(new
        {
            senderId = $"{claimedSenderId}",
            sender = "somebody else",
            to = $"{targetId}",
            text,
            msgId = clientId,
        });

    protected override string SayMuch(int targetId, string clientId) => Say(targetId, clientId, new string('字', 4_096), 0);

    protected override bool Shows(JsonElement frame, string text, out string senderId)
    {
        var isMessage = frame.GetProperty("sender").ValueKind is JsonValueKind.String;
        senderId = isMessage && UsersByName.TryGetValue(frame.GetProperty("sender").GetString()!, out var userId)
            ? userId.ToString(CultureInfo.InvariantCulture)
            : "";
        return isMessage && FriendClient.IsText(frame, text);
    }

    /// <summary>The sender is told nothing: the other one sees it, now or when he comes.</summary>
    protected override async Task StoredAsync(WireSocket sender, SpecUser peer, string text)
    {
        await using var socket = await ConnectAsync(peer);
        await socket.ExpectAsync("the text", frame => Shows(frame, text, out _));
    }

    protected override async Task<IReadOnlyList<string>> HistoryAsync(SpecUser reader, SpecUser peer)
    {
        var data = await Client(reader).CallAsync(FriendClient.History, ("friendId", peer.UserId));
        return [.. data.GetProperty("list").EnumerateArray().Select(row => row.GetProperty("text").GetString()!)];
    }

    private async Task<SpecUser> UserAsync(string name)
    {
        var unique = string.Create(CultureInfo.InvariantCulture, $"{name}{Interlocked.Increment(ref _names)}");
        var (userId, token) = await server.Host.CreateUserAsync(unique);
        UsersByName[unique] = userId;
        return new SpecUser(userId, token);
    }

    private FriendClient Client(SpecUser user) => new(server.Url, user.Token, user.UserId);
}
