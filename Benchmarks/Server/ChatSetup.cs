using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansChat.Benchmarks.Server;

/// <summary>Makes users, friends and rooms over the public calls of the server.</summary>
internal sealed class ChatSetup(ServerAddress server) : IDisposable
{
    private const int Parallelism = 32;
    private const int UsersPerCall = 500;

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Parallelism })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    public async Task<ChatUser[]> CreateUsersAsync(int count, CancellationToken cancellation)
    {
        var users = new ChatUser[count];
        await ForEachAsync(
            count,
            async (index, token) =>
            {
                var answer = await PostAsync(
                    new Uri(server.Admin, "/admin/users"),
                    new { name = $"user {index}", role = "user" },
                    request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token),
                    token);
                users[index] = new ChatUser(Text(answer, "userId"), Text(answer, "token"));
            },
            cancellation);
        return users;
    }

    public Task BefriendAsync(IReadOnlyList<(ChatUser One, ChatUser Other)> pairs, CancellationToken cancellation) =>
        ForEachAsync(
            pairs.Count,
            async (index, token) =>
            {
                var (one, other) = pairs[index];
                await CallAsync(one, "/friend/add", new { id = other.Id, reason = "bench" }, token);
                await CallAsync(other, "/friend/response", new { id = one.Id, agree = 1 }, token);
            },
            cancellation);

    /// <summary>Makes a room of each array; the first user owns it.</summary>
    /// <returns>The ids of the rooms.</returns>
    public async Task<string[]> CreateRoomsAsync(IReadOnlyList<ChatUser[]> rooms, CancellationToken cancellation)
    {
        var ids = new string[rooms.Count];
        await ForEachAsync(
            rooms.Count,
            async (index, token) =>
            {
                var owner = rooms[index][0];
                var invited = rooms[index].Skip(1).Select(user => user.Id).Chunk(UsersPerCall).ToArray();
                var created = await CallAsync(
                    owner, "/room/create", new { roomName = $"room {index}", users = invited[0] }, token);
                ids[index] = Text(created, "id");
                foreach (var users in invited.Skip(1))
                {
                    await CallAsync(owner, "/room/joinRoomInvite", new { roomId = ids[index], users }, token);
                }
            },
            cancellation);
        return ids;
    }

    /// <summary>One call of a user.</summary>
    /// <returns>The <c>data</c> of the answer.</returns>
    /// <exception cref="InvalidOperationException">The server refused.</exception>
    public async Task<JsonElement> CallAsync(
        ChatUser user, string path, object body, CancellationToken cancellation)
    {
        var answer = await PostAsync(
            new Uri(server.Chat, path),
            body,
            request => request.Headers.Add("FZM-AUTH-TOKEN", user.Token),
            cancellation);
        return answer.GetProperty("result").GetInt32() == 0
            ? answer.GetProperty("data")
            : throw new InvalidOperationException($"{path} answered {answer}");
    }

    public void Dispose() => _http.Dispose();

    private static Task ForEachAsync(
        int count, Func<int, CancellationToken, ValueTask> action, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
            action);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();

    private async Task<JsonElement> PostAsync(
        Uri uri, object body, Action<HttpRequestMessage> authorize, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = JsonContent.Create(body) };
        authorize(request);
        using var response = await _http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new HttpRequestException($"{uri.AbsolutePath} answered {(int)response.StatusCode}: {text}");
    }
}
