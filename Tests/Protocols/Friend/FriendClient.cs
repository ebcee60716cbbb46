using System.Globalization;
using System.Net;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>A client as somebody writes it from the document: forms, one token, one socket address.</summary>
public sealed class FriendClient(Uri server, string token = "", int userId = 0) : IDisposable
{
    public const string History = "/chat_message/get_Message_History.do";

    private readonly HttpClient _http = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = server };

    public Uri Server => server;

    public string Token { get; set; } = token;

    public int UserId { get; set; } = userId;

    public string Id => UserId.ToString(CultureInfo.InvariantCulture);

    public Uri SocketUrl => SocketUrlOf(Id);

    public Uri SocketUrlOf(string id) => new($"ws://{server.Authority}/chat/{id}");

    /// <summary>Posts a form and returns the envelope.</summary>
    public async Task<JsonElement> PostAsync(string path, params (string Name, object Value)[] fields)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Posts a form and returns <c>data</c>; fails unless the status is 0.</summary>
    public async Task<JsonElement> CallAsync(string path, params (string Name, object Value)[] fields)
    {
        var envelope = await PostAsync(path, fields);
        Assert.True(envelope.GetProperty("status").GetInt32() == 0, $"{path} answered {envelope.GetRawText()}");
        return envelope.TryGetProperty("data", out var data) ? data : default;
    }

    /// <summary>Posts a form and returns <c>{status} {msg}</c>.</summary>
    public async Task<string> VerdictAsync(string path, params (string Name, object Value)[] fields)
    {
        var envelope = await PostAsync(path, fields);
        return $"{envelope.GetProperty("status").GetInt32()} {envelope.GetProperty("msg").GetString()}";
    }

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, params (string Name, object Value)[] fields) => SendAsync(
            method,
            path,
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(
                field.Name, Convert.ToString(field.Value, CultureInfo.InvariantCulture)))));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Token.Length > 0)
        {
            request.Headers.Add("token", Token);
        }

        return await _http.SendAsync(request);
    }

    public Task<WireSocket> OpenSocketAsync() => Token.Length > 0
        ? WireSocket.ConnectAsync(SocketUrl, ("token", Token))
        : WireSocket.ConnectAsync(SocketUrl);

    /// <summary>A text, as the document prints it.</summary>
    public string Say(int to, string text) =>
        JsonSerializer.Serialize(new { senderId = Id, to = to.ToString(CultureInfo.InvariantCulture), text });

    public static bool IsText(JsonElement frame, string text) => frame.GetProperty("text").GetString() == text;

    public void Dispose() => _http.Dispose();
}
