using System.Net;
using System.Text;
using System.Text.Json;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>A plain HTTP client of the protocol.</summary>
internal sealed class ImCaller(ChatHost host, string? token = null) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = host.UrlOf("Im", "HttpUrl") };

    /// <summary>Calls, and expects success.</summary>
    /// <returns>The bare value; an undefined one for an empty answer.</returns>
    public async Task<JsonElement> CallAsync(string path, object body)
    {
        var (status, text) = await TryAsync(path, JsonSerializer.Serialize(body));
        Assert.True(status is HttpStatusCode.OK, $"{path}: {(int)status} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>Calls, and expects a refusal.</summary>
    /// <returns>Code and text, between a space.</returns>
    public async Task<string> RefusedAsync(string path, string body)
    {
        var (status, text) = await TryAsync(path, body);
        Assert.False(status is HttpStatusCode.OK, $"{path}: {text}");
        var answer = JsonElement.Parse(text);
        return $"{(int)status} {answer.GetProperty("code")} {answer.GetProperty("msg").GetString()}";
    }

    /// <summary>Calls with a body as it is.</summary>
    public async Task<(HttpStatusCode Status, string Text)> TryAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/im{path}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (token is not null)
        {
            request.Headers.Add("token", token);
        }

        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
