#:property PublishAot=false

// A chat33 client in one file: dotnet run tools/chat.cs -- MOBILE PASSWORD [URL] A typed line goes to the first friend,
// or to whom /to names. Frames that are no messages are printed as they are.
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

const int RoomChannel = 2;
const int FriendChannel = 3;
const string Help = """
    /to friend|room ID    following lines go there
    /post PATH {JSON}     any HTTP call, such as /post /room/create {"roomName":"tea","users":["1002"]}
    /quit                 ends, as does the end of the input
    """;

if (args.Length is < 2 or > 3)
{
    Console.Error.WriteLine("usage: dotnet run tools/chat.cs -- MOBILE PASSWORD [URL]");
    return 2;
}

var server = new Uri(args.Length > 2 ? args[2] : "http://127.0.0.1:8090");
using var http = new HttpClient { BaseAddress = server };
var credential = new JsonObject { ["mobile"] = args[0], ["password"] = args[1] };
if (await PostAsync("/user/pwdLogin", credential.ToJsonString()) is not { } me)
{
    return 1;
}

var bearer = $"Bearer {me["token"]}";
http.DefaultRequestHeaders.Add("Authorization", bearer);
Console.WriteLine($"logged in as {me["username"]}, user {me["id"]}");
(int Channel, string Id)? target = null;
foreach (var friend in (await PostAsync("/friend/list", """{"type":3}"""))?["userList"]?.AsArray() ?? [])
{
    target ??= (FriendChannel, (string)friend!["id"]!);
    Console.WriteLine($"friend {friend!["id"]}: {friend["name"]}");
}

using var socket = new ClientWebSocket();
socket.Options.SetRequestHeader("Authorization", bearer);
await socket.ConnectAsync(new Uri(new Uri(server.OriginalString.Replace("http", "ws")), "/ws"), default);
Console.WriteLine("connected; type a line, or /help");
var plain = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
var unanswered = new ConcurrentDictionary<string, string>();
var reading = ReadAsync();
while (socket.State is WebSocketState.Open && await Task.Run(Console.ReadLine) is { } line && line != "/quit")
{
    await ObeyAsync(line);
}

for (var tries = 0; tries < 50 && !unanswered.IsEmpty && socket.State is WebSocketState.Open; tries++)
{
    await Task.Delay(100); // the input of a pipe ends before the answers are here
}

if (socket.State is WebSocketState.Open)
{
    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
}

await reading;
return unanswered.IsEmpty ? 0 : 1;

async Task ObeyAsync(string line)
{
    switch (line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries))
    {
        case ["/to", ("friend" or "room") and var kind, var id]:
            target = (kind is "room" ? RoomChannel : FriendChannel, id);
            break;
        case ["/post", var path, var body]:
            Console.WriteLine((await PostAsync(path, body))?.ToJsonString(plain));
            break;
        case [['/', ..], ..]:
            Console.WriteLine(Help);
            break;
        case [_, ..]:
            await SayAsync(line);
            break;
    }
}

async Task SayAsync(string text)
{
    if (target is not { } to)
    {
        Console.WriteLine("nobody to talk to: /to friend ID, or /to room ID");
        return;
    }

    // The id is the client's own: a message that is sent twice with the same id is stored once.
    var frame = new JsonObject
    {
        ["eventType"] = 0, ["msgId"] = Guid.NewGuid().ToString("N"), ["channelType"] = to.Channel, ["targetId"] = to.Id,
        ["msgType"] = 1, ["msg"] = new JsonObject { ["content"] = text },
    };
    unanswered[(string)frame["msgId"]!] = text;
    await socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString(plain)), WebSocketMessageType.Text, true, default);
}

async Task ReadAsync()
{
    var buffer = new byte[1 << 20];
    try
    {
        for (var length = 0; await socket.ReceiveAsync(buffer.AsMemory(length), default) is { Count: > 0 } part;)
        {
            length += part.Count;
            if (part.EndOfMessage)
            {
                Show(Encoding.UTF8.GetString(buffer.AsSpan(0, length)));
                length = 0;
            }
        }

        Console.WriteLine($"closed with {(int?)socket.CloseStatus} {socket.CloseStatusDescription}");
    }
    catch (WebSocketException fault)
    {
        Console.Error.WriteLine(fault.Message);
    }
}

void Show(string frame)
{
    var json = JsonNode.Parse(frame)!;
    unanswered.TryRemove((string?)json["msgId"] ?? "", out _);
    var room = (int?)json["channelType"] is RoomChannel ? $"[room {json["targetId"]}] " : "";
    Console.WriteLine(json["msg"]?["content"] is { } text ? $"{room}{json["senderInfo"]?["nickname"]}: {text}" : frame);
}

async Task<JsonNode?> PostAsync(string path, string body)
{
    try
    {
        using var response = await http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        var envelope = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        var refusal = $"{envelope["result"]} {envelope["message"]}";
        return (int?)envelope["result"] is 0 ? envelope["data"] : throw new HttpRequestException(refusal);
    }
    catch (Exception fault) when (fault is HttpRequestException or JsonException)
    {
        Console.Error.WriteLine($"{path}: {fault.Message}");
        return null;
    }
}
