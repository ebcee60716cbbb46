using System.Text.Json;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Bridges;

internal sealed class FriendSide(ChatHost host) : Side(host)
{
    public override async Task<WireSocket> ConnectAsync(WorldUser user)
    {
        var socket = await OpenAsync(user);
        await socket.SendAsync(Json(new { to = "0", text = "x" }));
        await socket.ExpectAsync("the answer to a message to nobody", IsError);
        return socket;
    }

    public override string? Say(Place place, string said) => said == "Text"
        ? Json(new { senderId = place.Speaker.Id, to = place.Listener.Id, text = Said.All[said].Text })
        : null;

    public override string? Read(JsonElement frame) => IsError(frame) ? null : frame.GetProperty("text").GetString();

    public override string Expected(string said, bool isOwn) => Said.All[said].Text;

    public override async Task<string[]?> HistoryAsync(Place place)
    {
        using var http = new HttpClient { BaseAddress = Host.UrlOf("Friend") };
        http.DefaultRequestHeaders.Add("token", place.Listener.Token);
        using var form = new FormUrlEncodedContent(
            [new("friendId", place.Speaker.Id), new("pageNum", "1"), new("pageSize", "20")]);
        using var answer = await http.PostAsync(new Uri("/chat_message/get_Message_History.do", UriKind.Relative), form);
        var page = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, page.GetProperty("status").GetInt32());
        return [.. page.GetProperty("data").GetProperty("list").EnumerateArray()
            .Select(row => row.GetProperty("text").GetString()!)];
    }

    /// <summary>What waited comes right after the opening, before the answer to anything that is said then.</summary>
    public override async Task<(string[] Shown, long? Unread)> ReturnAsync(Place place)
    {
        await using var socket = await OpenAsync(place.Listener); // what waited may come before any answer
        await socket.SendAsync(Json(new { to = place.Listener.Id, text = "that was all" }));
        var shown = new List<string>();
        await socket.ExpectAsync("what waited, then one's own word", frame =>
        {
            if (Read(frame) is { } text)
            {
                shown.Add(text);
            }

            return shown.LastOrDefault() == "that was all";
        });
        return ([.. shown.SkipLast(1)], null);
    }

    public override async Task CatchUpAsync(Place place) => await ReturnAsync(place);

    private static bool IsError(JsonElement frame) =>
        frame.TryGetProperty("sender", out var sender) && sender.ValueKind is JsonValueKind.Number;

    private Task<WireSocket> OpenAsync(WorldUser user) => WireSocket.ConnectAsync(
        Socket(Host.UrlOf("Friend"), $"/chat/{user.Id}"), ("token", user.Token));
}
