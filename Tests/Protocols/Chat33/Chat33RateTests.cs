using System.Net.WebSockets;
using System.Text.Json;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>A server that takes one frame a second, sixty at once: a slow machine sends faster.</summary>
public sealed class Chat33RateTests : IAsyncLifetime
{
    private ChatHost? _host;

    private ChatHost Host => _host ?? throw new InvalidOperationException("The server is not started.");

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync(("Chat:RateLimit:FramesPerSecond", "1"));

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
        await UntilTakenAgainAsync(annas, bert);
    }

    [Fact]
    public async Task Who_goes_on_after_two_hundred_refusals_is_closed_with_1008()
    {
        var (anna, bert) = await FriendsAsync();
        await using var annas = await anna.OpenSocketAsync();

        try
        {
            for (var i = 0; !annas.IsEnded; i++)
            {
                await annas.SendAsync(Chat33Client.Say(bert.UserId, $"m{i}", "x"));
            }
        }
        catch (WebSocketException)
        {
            // closed while it was sent: what is asked is with which code
        }

        Assert.Equal(1008, (await annas.ClosedAsync()).Code);
    }

    private static async Task UntilTakenAgainAsync(WireSocket socket, Chat33Client friend)
    {
        using var patience = new CancellationTokenSource(WireSocket.Patience);
        for (var i = 0; ; i++)
        {
            await socket.SendAsync(Chat33Client.Say(friend.UserId, $"again{i}", "again"));
            var answer = await socket.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, $"again{i}"));
            if (CodeOf(answer) == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, patience.Token); // for half a frame
        }
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
