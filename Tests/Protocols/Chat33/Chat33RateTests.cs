using System.Net.WebSockets;
using System.Text.Json;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>A server that takes ten frames a second, sixty at once.</summary>
public sealed class Chat33RateTests : IAsyncLifetime
{
    private ChatHost? _host;

    private ChatHost Host => _host ?? throw new InvalidOperationException("The server is not started.");

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync(("Chat:RateLimit:FramesPerSecond", "10"));

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    [Fact]
    public async Task What_comes_too_fast_is_refused_frame_by_frame_and_the_connection_stays()
    {
        var (anna, bert) = await FriendsAsync();
        await using var annas = await anna.OpenSocketAsync();
        string[] ids = [.. Enumerable.Range(0, 180).Select(i => $"m{i}")];

        foreach (var id in ids)
        {
            await annas.SendAsync(Chat33Client.Say(bert.UserId, id, id));
        }

        var answers = new Dictionary<string, int>();
        while (answers.Count < ids.Length)
        {
            var answer = await annas.ExpectAsync("an answer to each", frame => Chat33Client.IsEvent(frame, 0));
            answers[answer.GetProperty("msgId").GetString()!] = CodeOf(answer);
        }

        Assert.Equal([-1012, 0], answers.Values.Distinct().Order());
        Assert.All(ids[..60], id => Assert.Equal(0, answers[id]));
        var said = (await bert.CallAsync("/friend/chatLog", new { id = anna.Id, number = 200 })).GetProperty("logs")
            .EnumerateArray().Select(log => log.GetProperty("msgId").GetString()!);
        Assert.Equal(answers.Where(answer => answer.Value == 0).Select(answer => answer.Key).Order(), said.Order());
        Assert.True(await IsTakenAgainAsync(annas, bert), "The socket takes nothing any more.");
    }

    [Fact]
    public async Task Who_goes_on_after_two_hundred_refusals_is_closed_with_1008()
    {
        var (anna, bert) = await FriendsAsync();
        await using var annas = await anna.OpenSocketAsync();

        try
        {
            for (var i = 0; i < 400; i++)
            {
                await annas.SendAsync(Chat33Client.Say(bert.UserId, $"m{i}", "x"));
            }
        }
        catch (WebSocketException)
        {
            // closed before the last one: what is asked is with which code
        }

        Assert.Equal(1008, (await annas.ClosedAsync()).Code);
    }

    private static async Task<bool> IsTakenAgainAsync(WireSocket socket, Chat33Client friend)
    {
        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200)); // time for two frames
            await socket.SendAsync(Chat33Client.Say(friend.UserId, $"again{i}", "again"));
            var answer = await socket.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, $"again{i}"));
            if (CodeOf(answer) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int CodeOf(JsonElement frame) => frame.TryGetProperty("code", out var code) ? code.GetInt32() : 0;

    private async Task<(Chat33Client Anna, Chat33Client Bert)> FriendsAsync()
    {
        var (anna, bert) = (await UserAsync("Anna"), await UserAsync("Bert"));
        await Chat33Host.BefriendAsync(anna, bert);
        return (anna, bert);
    }

    private async Task<Chat33Client> UserAsync(string name)
    {
        var (userId, token) = await Host.CreateUserAsync(name);
        return new Chat33Client(Host.Chat33Url, token, userId);
    }
}
