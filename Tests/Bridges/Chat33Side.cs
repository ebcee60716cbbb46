using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.Tests.Bridges;

internal sealed class Chat33Side(ChatHost host) : Side(host)
{
    private static readonly MessageKind[] OfServersAlone = [MessageKind.RedPacket, MessageKind.Alert];
    private static int _last;

    public override async Task<WireSocket> ConnectAsync(WorldUser user)
    {
        var socket = await WireSocket.ConnectAsync(
            Socket(Host.UrlOf("Chat33"), "/ws"), ("FZM-AUTH-TOKEN", user.Token));
        await socket.SendAsync("""{"eventType":0,"msgId":"knock","channelType":3,"msgType":1,"msg":{"content":"x"}}""");
        await socket.ExpectAsync(
            "the answer to a frame without a target", frame => frame.TryGetProperty("code", out _));
        return socket;
    }

    public override async Task EnterAsync(WireSocket socket, Place place)
    {
        await socket.SendAsync(Json(new { eventType = 1, msgId = "in", groupId = Id(place.RoomId) }));
        await socket.ExpectAsync("the answer", frame =>
            frame.TryGetProperty("msgId", out var id) && id.GetString() == "in" && frame.GetProperty("code").GetInt32() == 0);
    }

    public override string? Say(Place place, string said)
    {
        var one = Said.All[said];
        return OfServersAlone.Contains(one.Kind) || (one.Kind is MessageKind.Announcement && place.Kind is BridgePlace.Direct)
            ? null
            : Json(new
            {
                eventType = 0,
                msgId = string.Create(CultureInfo.InvariantCulture, $"m{Interlocked.Increment(ref _last)}"),
                channelType = Channel(place),
                targetId = place.RoomId == 0 ? place.Listener.Id : Id(place.RoomId),
                msgType = (int)one.Kind,
                msg = JsonElement.Parse(one.Body),
            });
    }

    public override string? Read(JsonElement frame) =>
        frame.TryGetProperty("eventType", out var type) && type.GetInt32() == 0 && frame.TryGetProperty("logId", out _)
            ? Words(frame.GetProperty("msgType").GetInt32(), frame.GetProperty("msg"))
            : null;

    public override string Expected(string said, bool isOwn)
    {
        var one = Said.All[said];
        return Words((int)one.Kind, JsonElement.Parse(one.Body));
    }

    public override async Task<string[]?> HistoryAsync(Place place)
    {
        var path = place.Kind is BridgePlace.ChatRoom ? "/group/getGroupChatHistory" : $"/{Kind(place)}/chatLog";
        var logs = await CallAsync(place.Listener, path, new
        {
            id = place.RoomId == 0 ? place.Speaker.Id : Id(place.RoomId),
            number = 20,
        });
        return [.. logs.GetProperty("logs").EnumerateArray()
            .Select(log => Words(log.GetProperty("msgType").GetInt32(), log.GetProperty("msg")))
            .Reverse()];
    }

    /// <summary>Nothing is sent by itself: the list of what is unread, and the history behind it.</summary>
    public override async Task<(string[] Shown, long? Unread)> ReturnAsync(Place place)
    {
        var unread = await CallAsync(place.Listener, $"/{Kind(place)}/unread", new { });
        if (place.Kind is BridgePlace.ChatRoom)
        {
            Assert.Empty(unread.GetProperty("infos").EnumerateArray());
            return ([], null);
        }

        var row = Assert.Single(unread.GetProperty("infos").EnumerateArray());
        var count = row.GetProperty("number").GetInt64();
        var history = (await HistoryAsync(place))!;
        return (history[^(int)count..], count);
    }

    public override Task CatchUpAsync(Place place) => HistoryAsync(place);

    private static string Kind(Place place) => place.Kind is BridgePlace.Direct ? "friend" : "room";

    private static string Id(long roomId) => roomId.ToString(CultureInfo.InvariantCulture);

    private static int Channel(Place place) => place.Kind switch
    {
        BridgePlace.ChatRoom => 1,
        BridgePlace.Room => 2,
        _ => 3,
    };

    private static string Words(int type, JsonElement body) =>
        $"{type} {string.Join(' ', body.EnumerateObject().OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"{one.Name}={one.Value}"))}";

    private async Task<JsonElement> CallAsync(WorldUser user, string path, object body)
    {
        using var http = new HttpClient { BaseAddress = Host.UrlOf("Chat33") };
        http.DefaultRequestHeaders.Add("FZM-AUTH-TOKEN", user.Token);
        using var answer = await http.PostAsJsonAsync(path, body);
        var envelope = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(0, envelope.GetProperty("result").GetInt32());
        return envelope.GetProperty("data");
    }
}
