using System.Globalization;
using System.Text.Json;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.Tests.Bridges;

internal sealed class ImSide(ChatHost host) : Side(host)
{
    private static readonly string[] Control = ["Auth", "Ack", "Heartbeat", "Error"];

    public override async Task<WireSocket> ConnectAsync(WorldUser user)
    {
        var socket = await WireSocket.ConnectAsync(Socket(Host.UrlOf("Im", "SocketUrl"), "/ws"));
        await socket.SendAsync(Json(new { msgType = "Auth", fromUserId = user.UserId, content = $$"""{"token":"{{user.Token}}"}""" }));
        await socket.SendAsync("""{"id":1,"msgType":"Knock"}""");
        await socket.ExpectAsync("the answer to what is unknown", frame => TypeOf(frame) == "Error");
        return socket;
    }

    public override async Task EnterAsync(WireSocket socket, Place place)
    {
        await socket.SendAsync(Json(new { teamId = place.RoomId, chatType = "Room", msgType = "Text", content = "hello" }));
        await socket.ExpectAsync("the acknowledgement", frame => TypeOf(frame) == "Ack");
    }

    public override string? Say(Place place, string said)
    {
        var one = Said.All[said];
        if (said == "Red packet")
        {
            return null;
        }

        var (type, content, eventType) = (one.ImType, one.ImContent, one.ImType == "Event" ? "Like" : null);
        var fromUserId = place.Speaker.UserId;
        return place.Kind is BridgePlace.Direct
            ? Json(new { fromUserId, toUserId = place.Listener.UserId, chatType = "Single", msgType = type, eventType, content })
            : Json(new { fromUserId, teamId = place.RoomId, chatType = Team(place), msgType = type, eventType, content });
    }

    public override string? Read(JsonElement frame) =>
        Control.Contains(TypeOf(frame)) || frame.GetProperty("fromUserId").GetInt32() == 1 ? null : Words(frame);

    public override string Expected(string said, bool isOwn) => $"{Said.All[said].ImType} {Said.All[said].ImContent}";

    public override async Task<string[]?> HistoryAsync(Place place)
    {
        if (place.Kind is not BridgePlace.Direct)
        {
            return null;
        }

        var page = await CallAsync("/message/user/get/page", place.Listener, new
        {
            userId = place.Listener.UserId,
            toUserId = place.Speaker.UserId,
            pageSize = 20,
        });
        return [.. page.EnumerateArray().Select(Words).Reverse()];
    }

    public override async Task<(string[] Shown, long? Unread)> ReturnAsync(Place place)
    {
        var waiting = await CallAsync("/message/offline", place.Listener, new { userId = place.Listener.UserId });
        Assert.All(waiting.EnumerateArray(), one => Assert.Equal("Server", one.GetProperty("stateEnum").GetString()));
        var rows = await CallAsync("/user/chat/list", place.Listener, new { userId = place.Listener.UserId });
        if (place.Kind is BridgePlace.ChatRoom)
        {
            Assert.Empty(rows.EnumerateArray());
            return ([.. waiting.EnumerateArray().Select(Words)], null);
        }

        var row = Assert.Single(rows.EnumerateArray());
        return ([.. waiting.EnumerateArray().Select(Words)], row.GetProperty("unReadCount").GetInt64());
    }

    /// <summary>Confirms what waits, over the socket, and clears the row.</summary>
    public override async Task CatchUpAsync(Place place)
    {
        await using (var socket = await ConnectAsync(place.Listener))
        {
            var waiting = await CallAsync("/message/offline", place.Listener, new { userId = place.Listener.UserId });
            foreach (var one in waiting.EnumerateArray())
            {
                await socket.SendAsync(Json(new
                {
                    msgType = "Ack",
                    chatType = "Single",
                    content = string.Create(CultureInfo.InvariantCulture, $$"""{"srcId":{{one.GetProperty("id").GetInt64()}}}"""),
                }));
            }

            await socket.SendAsync("""{"id":1,"msgType":"Knock"}""");
            await socket.ExpectAsync("the answer to what is unknown", frame => TypeOf(frame) == "Error");
        }

        await Until.IsAsync("everything is confirmed", async () => (await CallAsync(
            "/message/offline", place.Listener, new { userId = place.Listener.UserId })).GetArrayLength() == 0);
        var rows = await CallAsync("/user/chat/list", place.Listener, new { userId = place.Listener.UserId });
        foreach (var row in rows.EnumerateArray())
        {
            await CallAsync("/user/chat/clear/unread", place.Listener, new { id = row.GetProperty("id").GetInt64() });
        }
    }

    private static string Team(Place place) => place.Kind is BridgePlace.Room ? "Group" : "Room";

    private static string? TypeOf(JsonElement frame) => frame.GetProperty("msgType").GetString();

    private static string Words(JsonElement frame) => $"{TypeOf(frame)} {frame.GetProperty("content").GetString()}";

    private async Task<JsonElement> CallAsync(string path, WorldUser user, object body)
    {
        using var http = new HttpClient { BaseAddress = Host.UrlOf("Im", "HttpUrl") };
        http.DefaultRequestHeaders.Add("token", user.Token);
        using var content = new StringContent(Json(body), System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"/im{path}", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
