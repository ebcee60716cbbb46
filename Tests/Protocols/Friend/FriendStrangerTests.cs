using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>Whom another protocol's clients, who know friends alone, hear of this one's.</summary>
[Collection(nameof(FriendTests))]
public sealed class FriendStrangerTests(FriendHost server)
{
    [Fact]
    public async Task A_stranger_is_shown_here_alone_and_a_friend_everywhere()
    {
        var (anna, bert) = await server.TwoAsync();
        using var carl = await server.UserAsync("Carl");
        await server.BefriendAsync(carl, bert);
        await using var annas = await anna.OpenSocketAsync();
        await using var carls = await carl.OpenSocketAsync();
        await using var here = await bert.OpenSocketAsync();
        await using var there = await OpenElsewhereAsync(bert);

        await annas.SendAsync(anna.Say(bert.UserId, "from a stranger"));
        await here.ExpectAsync("the stranger's text", frame => FriendClient.IsText(frame, "from a stranger"));
        await carls.SendAsync(carl.Say(bert.UserId, "from a friend"));
        await here.ExpectAsync("the friend's text", frame => FriendClient.IsText(frame, "from a friend"));
        await there.ExpectAsync("the friend's text", frame => Content(frame) == "from a friend");

        Assert.Equal(["from a friend"], there.Seen.Select(frame => Content(JsonDocument.Parse(frame).RootElement)).OfType<string>());
    }

    [Fact]
    public async Task Ones_own_words_come_to_ones_sockets_of_the_other_protocol()
    {
        var (anna, bert) = await server.TwoAsync();
        await server.BefriendAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        await using var there = await OpenElsewhereAsync(anna);

        await annas.SendAsync(anna.Say(bert.UserId, "to a friend"));

        var frame = await there.ExpectAsync("the text", one => Content(one) == "to a friend");
        Assert.Equal(anna.Id, frame.GetProperty("fromId").GetString());
    }

    private Task<WireSocket> OpenElsewhereAsync(FriendClient who) => WireSocket.ConnectAsync(
        new Uri($"ws://{server.Host.UrlOf("Chat33").Authority}/ws"), ("FZM-AUTH-TOKEN", who.Token));

    /// <summary>The words of a message of the other protocol, or null for another frame.</summary>
    private static string? Content(JsonElement frame) =>
        frame.TryGetProperty("msg", out var msg) && msg.TryGetProperty("content", out var content) ? content.GetString() : null;
}
