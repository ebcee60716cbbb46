using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>A client as somebody writes it from the document: HTTP with POST and JSON, one token, one socket
/// address.</summary>
public sealed class Chat33Client : IDisposable
{
    private readonly HttpClient _http;

    public Chat33Client(Uri server, string token = "", int userId = 0)
    {
        Server = server;
        Token = token;
        UserId = userId;
        _http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server };
    }

    public Uri Server { get; }

    public string Token { get; set; }

    public int UserId { get; set; }

    public string Id => UserId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Headers of every call, besides the token.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public Uri SocketUrl => new($"ws://{Server.Authority}/ws");

    /// <summary>Calls and returns <c>data</c>; fails unless the result is 0.</summary>
    public async Task<JsonElement> CallAsync(string path, object? body = null)
    {
        var envelope = await PostAsync(path, body is null ? "" : JsonSerializer.Serialize(body));
        Assert.True(envelope.GetProperty("result").GetInt32() == 0, $"{path} answered {envelope.GetRawText()}");
        return envelope.GetProperty("data");
    }

    /// <summary>Calls and returns <c>result</c>.</summary>
    public async Task<int> RefusalAsync(string path, object? body = null)
    {
        var envelope = await PostAsync(path, body is null ? "" : JsonSerializer.Serialize(body));
        if (envelope.GetProperty("result").GetInt32() != 0)
        {
            Assert.Equal("{}", envelope.GetProperty("data").GetRawText());
        }

        return envelope.GetProperty("result").GetInt32();
    }

    /// <summary>Posts a raw body and returns the envelope.</summary>
    public async Task<JsonElement> PostAsync(string path, string body)
    {
        using var answer = await SendAsync(path, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var envelope = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(["result", "message", "data"], envelope.EnumerateObject().Select(member => member.Name));
        Assert.NotEqual("", envelope.GetProperty("message").GetString());
        Chat33Documented.CheckAnswer(path, envelope);
        return envelope;
    }

    public async Task<HttpResponseMessage> SendAsync(string path, string body, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, path);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        if (Token.Length > 0)
        {
            request.Headers.Add("FZM-AUTH-TOKEN", Token);
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request);
    }

    /// <summary>Logs in as the public desktop client does; its sockets are shown what such clients know.</summary>
    public Task BecomePublicAsync()
    {
        (Headers["FZM-DEVICE"], Headers["FZM-APP-ID"], Headers["FZM-VERSION"]) = ("PC", "1001", "3.2.0");
        return CallAsync("/user/tokenLogin", new { type = 2, cid = "" });
    }

    public Task<WireSocket> OpenSocketAsync() => Token.Length > 0
        ? WireSocket.ConnectAsync(SocketUrl, Chat33Documented.CheckFrame, ("FZM-AUTH-TOKEN", Token))
        : WireSocket.ConnectAsync(
            SocketUrl, Chat33Documented.CheckFrame, [.. Headers.Select(header => (header.Key, header.Value))]);

    /// <summary>A text to a friend, as the document prints it.</summary>
    public static string Say(int friendId, string messageId, string text) => Frame(3, friendId, messageId, text);

    /// <summary>A text to a room, as the document prints it.</summary>
    public static string SayInRoom(string roomId, string messageId, string text) =>
        Frame(2, long.Parse(roomId, CultureInfo.InvariantCulture), messageId, text);

    /// <summary>A text to a chat room, as the document prints it.</summary>
    public static string SayInChatRoom(string chatRoomId, string messageId, string text) =>
        Frame(1, long.Parse(chatRoomId, CultureInfo.InvariantCulture), messageId, text);

    public static bool IsMessage(JsonElement frame, string messageId) =>
        frame.GetProperty("eventType").GetInt32() == 0 && frame.GetProperty("msgId").GetString() == messageId;

    public static bool IsEvent(JsonElement frame, int eventType) => frame.GetProperty("eventType").GetInt32() == eventType;

    public void Dispose() => _http.Dispose();

    private static string Frame(int channelType, long targetId, string messageId, string text) => JsonSerializer.Serialize(new
    {
        eventType = 0,
        msgId = messageId,
        channelType,
        targetId = targetId.ToString(CultureInfo.InvariantCulture),
        msgType = 1,
        msg = new { content = text },
    });
}
