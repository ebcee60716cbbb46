using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansChat.Tests.Load;

/// <summary>HTTP calls of a client that does not wait forever.</summary>
internal static class LoadCalls
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
    })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    /// <summary>Calls and returns <c>data</c>.</summary>
    /// <exception cref="HttpRequestException">The node is away, or it refused.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public static async Task<JsonElement> CallAsync(
        Uri server, LoadUser user, string path, object body, CancellationToken cancellation)
    {
        using var request = Post(server, path, body);
        request.Headers.Add("FZM-AUTH-TOKEN", user.Token);
        using var answer = await Http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        var envelope = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return envelope.GetProperty("result").GetInt32() == 0
            ? envelope.GetProperty("data")
            : throw new HttpRequestException($"{path} of {server} answered {envelope}");
    }

    public static async Task<JsonElement> AdminAsync(LoadNode node, string token, string path, object body)
    {
        using var request = Post(node.Admin, path, body);
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The texts of a conversation above an id, oldest first.</summary>
    public static async Task<List<StoredMessage>> HistoryAsync(
        LoadNode node, LoadUser reader, LoadConversation conversation, long after, CancellationToken cancellation)
    {
        var rows = new List<StoredMessage>();
        var start = "";
        do
        {
            var (path, body) = conversation.Page(reader, start);
            var page = await CallAsync(node.Chat33, reader, path, body, cancellation);
            var logs = page.GetProperty("logs").EnumerateArray();
            rows.AddRange(logs.Where(row => row.GetProperty("msgType").GetInt32() == 1).Select(Stored));
            start = page.GetProperty("nextLog").GetString()!;
        }
        while (start != "-1" && (rows.Count == 0 || rows[^1].LogId > after));

        rows.RemoveAll(row => row.LogId <= after);
        rows.Reverse();
        return rows;
    }

    public static StoredMessage Stored(JsonElement row) => new(
        row.GetProperty("msgId").GetString()!,
        long.Parse(row.GetProperty("logId").GetString()!, CultureInfo.InvariantCulture));

    private static HttpRequestMessage Post(Uri server, string path, object body) =>
        new(HttpMethod.Post, new Uri(server, path)) { Content = JsonContent.Create(body) };
}
