using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace OrleansChat.Tests.Crash;

/// <summary>Two friends: one writes as fast as he is answered and remembers every answer, until the server
/// dies.</summary>
internal sealed class CrashPair(int number)
{
    private readonly ConcurrentDictionary<string, long> _logIdByMessage = [];
    private (int UserId, string Token) _writer;
    private (int UserId, string Token) _reader;
    private int _sent;

    public int Acknowledged => _logIdByMessage.Count;

    public async Task CreateAsync(HttpClient admin, Uri chat33)
    {
        _writer = await UserAsync(admin, $"writer-{number}");
        _reader = await UserAsync(admin, $"reader-{number}");
        using var http = new HttpClient { BaseAddress = chat33 };
        await CallAsync(http, _writer.Token, "/friend/add", new { id = Text(_reader.UserId) });
        await CallAsync(http, _reader.Token, "/friend/response", new { id = Text(_writer.UserId), agree = 1 });
    }

    /// <summary>Writes until the socket breaks; a message without an answer is sent again first, under its own
    /// id.</summary>
    public async Task WriteAsync(Uri chat33)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("FZM-AUTH-TOKEN", _writer.Token);
        var buffer = new byte[16 * 1024];
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{chat33.Authority}/ws"), CancellationToken.None);
            while (true)
            {
                var id = $"m{number}-{_sent}";
                await socket.SendAsync(Frame(id), WebSocketMessageType.Text, true, CancellationToken.None);
                await AwaitAnswerAsync(socket, buffer, id);
                _sent++;
            }
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or OperationCanceledException)
        {
            // the server was killed: exactly what is tested
        }
    }

    /// <summary>Reads the whole history back; a line for each acknowledged message that is missing, doubled or out of
    /// order.</summary>
    public async Task<List<string>> CheckAsync(Uri chat33)
    {
        using var http = new HttpClient { BaseAddress = chat33 };
        var stored = new List<(string Message, long LogId)>(); // newest first
        var start = "";
        do
        {
            var page = await CallAsync(
                http, _reader.Token, "/friend/chatLog", new { id = Text(_writer.UserId), startId = start, number = 200 });
            stored.AddRange(page.GetProperty("logs").EnumerateArray().Select(row => (
                row.GetProperty("msg").GetProperty("content").GetString()!,
                long.Parse(row.GetProperty("logId").GetString()!, CultureInfo.InvariantCulture))));
            start = page.GetProperty("nextLog").GetString();
        }
        while (start != "-1");

        stored.Reverse();
        var faults = new List<string>();
        faults.AddRange(stored.GroupBy(row => row.Message).Where(rows => rows.Count() > 1).Select(rows => $"doubled {rows.Key}"));
        faults.AddRange(stored.Zip(stored.Skip(1))
            .Where(rows => Number(rows.First.Message) >= Number(rows.Second.Message) || rows.First.LogId >= rows.Second.LogId)
            .Select(rows => $"{rows.First} before {rows.Second}"));
        faults.AddRange(_logIdByMessage.Where(ack => !stored.Contains((ack.Key, ack.Value))).Select(ack => $"lost {ack}"));
        return faults;
    }

    private static async Task<(int UserId, string Token)> UserAsync(HttpClient admin, string name)
    {
        using var answer = await admin.PostAsJsonAsync("/admin/users", new { name, role = "user" });
        var user = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (user.GetProperty("userId").GetInt32(), user.GetProperty("token").GetString()!);
    }

    private static async Task<JsonElement> CallAsync(HttpClient http, string token, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("FZM-AUTH-TOKEN", token);
        using var answer = await http.SendAsync(request);
        var envelope = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(0, envelope.GetProperty("result").GetInt32());
        return envelope.GetProperty("data");
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static int Number(string message) =>
        int.Parse(message.AsSpan(message.IndexOf('-') + 1), CultureInfo.InvariantCulture);

    private ArraySegment<byte> Frame(string id) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        eventType = 0,
        msgId = id,
        channelType = 3,
        targetId = Text(_reader.UserId),
        msgType = 1,
        msg = new { content = id },
    }));

    private async Task AwaitAnswerAsync(ClientWebSocket socket, byte[] buffer, string id)
    {
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (received.MessageType is WebSocketMessageType.Close)
            {
                throw new OperationCanceledException("closed");
            }

            using var frame = JsonDocument.Parse(buffer.AsMemory(0, received.Count));
            if (frame.RootElement.TryGetProperty("msgId", out var answered) && answered.GetString() == id)
            {
                Assert.False(frame.RootElement.TryGetProperty("code", out var code), $"{id} was refused: {code}");
                _logIdByMessage[id] = long.Parse(
                    frame.RootElement.GetProperty("logId").GetString()!, CultureInfo.InvariantCulture);
                return;
            }
        }
    }
}
