using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>One server for the tests of this protocol; each test makes users of its own.</summary>
public class ImHost : IAsyncLifetime
{
    private ChatHost? _host;

    public ChatHost Host => _host ?? throw new InvalidOperationException("The server is not started.");

    protected virtual (string Key, string Value)[] Settings => [];

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync(Settings);

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    /// <summary>A user that was made elsewhere.</summary>
    public async Task<SpecUser> UserAsync(string name)
    {
        var (userId, token) = await Host.CreateUserAsync(name);
        return new SpecUser(userId, token);
    }

    /// <summary>An HTTP call below the prefix; the answer when it succeeds.</summary>
    public async Task<JsonElement> CallAsync(string path, object body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.UrlOf("Im", "HttpUrl"), "/im" + path))
        {
            Content = JsonContent.Create(body),
        };
        if (token is not null)
        {
            request.Headers.Add("token", token);
        }

        using var http = new HttpClient();
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>What waits for a user.</summary>
    public async Task<IReadOnlyList<JsonElement>> OfflineAsync(SpecUser user) =>
        [.. (await CallAsync("/message/offline", new { userId = user.UserId }, user.Token)).EnumerateArray()];

    /// <summary>Waits until a message has come so far.</summary>
    public async Task ExpectStateAsync(SpecUser user, long messageId, string state)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (await StateAsync(user, messageId) is var found && found != state)
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(since) < WireSocket.Patience, $"{messageId} is {found}, not {state}.");
            await Task.Delay(20);
        }
    }

    /// <summary>How far a message has come to a user; <c>Client</c> for one that is not in the list of what
    /// waits.</summary>
    public async Task<string> StateAsync(SpecUser user, long messageId) => (await OfflineAsync(user))
        .Where(one => one.GetProperty("id").GetInt64() == messageId)
        .Select(one => one.GetProperty("stateEnum").GetString()!)
        .FirstOrDefault("Client");

    /// <summary>A socket that has not said who it is.</summary>
    public Task<WireSocket> KnockAsync(string query = "") =>
        WireSocket.ConnectAsync(new Uri(Host.UrlOf("Im", "SocketUrl"), "/ws" + query).ToSocketUri());

    /// <summary>A socket of a user, who is known when this returns.</summary>
    public async Task<WireSocket> ConnectAsync(SpecUser user, string query = "")
    {
        var wire = await KnockAsync(query);
        await wire.SendAsync(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"msgType":"Auth","fromUserId":{{user.UserId}},"content":"{'a token of the application'}"}"""));
        await wire.SendAsync("""{"id":1,"msgType":"Knock"}"""); // Auth is not answered, what is unknown is
        await wire.ExpectAsync("the answer to what is unknown", frame =>
            ImWire.Is(frame, "Error") && ImWire.SourceOf(frame) == 1);
        return wire;
    }
}
