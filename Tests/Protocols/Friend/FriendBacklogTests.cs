using System.Globalization;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>What was said to somebody who was not there: once, and in order.</summary>
[Collection(nameof(FriendTests))]
public sealed class FriendBacklogTests(FriendHost server)
{
    [Fact]
    public async Task What_was_said_meanwhile_comes_at_the_opening_with_its_time_and_before_what_is_new()
    {
        var (anna, bert) = await server.TwoAsync();
        using var carl = await server.UserAsync("Carl");
        await server.PostAsync(anna, bert, "one");
        await server.PostAsync(carl, bert, "two");
        await server.PostAsync(anna, bert, "three");
        var said = (await bert.CallAsync(FriendClient.History, ("friendId", anna.Id))).GetProperty("list");
        await using var annas = await anna.OpenSocketAsync();

        await using var berts = await bert.OpenSocketAsync();
        await annas.SendAsync(anna.Say(bert.UserId, "four"));
        await berts.ExpectAsync("the last text", frame => FriendClient.IsText(frame, "four"));

        var fromAnna = berts.Seen.Where(frame => frame.Contains("Anna", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["one", "three", "four"], Texts(fromAnna));
        Assert.Equal(said.EnumerateArray().Select(row => row.GetRawText()), fromAnna.SkipLast(1));
        Assert.Equal(["two"], Texts(berts.Seen.Except(fromAnna)));
    }

    [Fact]
    public async Task It_does_not_come_again()
    {
        var (anna, bert) = await server.TwoAsync();
        await server.PostAsync(anna, bert, "once");
        await using (var first = await bert.OpenSocketAsync())
        {
            await first.ExpectAsync("the text", frame => FriendClient.IsText(frame, "once"));
        }

        await NothingWaitsAsync(bert);
    }

    [Fact]
    public async Task A_thousand_messages_come_once_and_in_order_over_reconnects()
    {
        const int Count = 1_000;
        var (anna, bert) = await server.TwoAsync();
        var said = await server.PostAsync(anna, bert, Count);
        var heard = new List<string>();

        while (heard.Count < Count)
        {
            await using var berts = await bert.OpenSocketAsync();
            var until = said[Math.Min(heard.Count + 130, Count - 1)];
            await berts.ExpectAsync(until, frame => FriendClient.IsText(frame, until));
            heard.AddRange(Texts(await berts.CloseAsync()));
        }

        Assert.Equal(said, heard);
        await NothingWaitsAsync(bert);
    }

    [Fact]
    public async Task Of_two_sockets_that_open_at_once_one_gets_it_and_what_is_new_comes_to_both()
    {
        const int Count = 250;
        var (anna, bert) = await server.TwoAsync();
        var said = await server.PostAsync(anna, bert, Count);
        await using var annas = await anna.OpenSocketAsync();

        var sockets = await Task.WhenAll(bert.OpenSocketAsync(), bert.OpenSocketAsync()); // at one node
        await using var first = sockets[0];
        await using var second = sockets[1];
        await annas.SendAsync(anna.Say(bert.UserId, "new"));
        await first.ExpectAsync("the new text", frame => FriendClient.IsText(frame, "new"));
        await second.ExpectAsync("the new text", frame => FriendClient.IsText(frame, "new"));

        var shares = sockets.Select(socket => Texts(socket.Seen).SkipLast(1).ToArray()).ToArray();
        Assert.Equal(said.Order(), shares.SelectMany(share => share).Order());
        Assert.All(shares, share => Assert.Equal(said.Intersect(share), share));
    }

    [Fact]
    public async Task What_another_socket_was_shown_live_does_not_wait()
    {
        var (anna, bert) = await server.TwoAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var first = await bert.OpenSocketAsync();
        await annas.SendAsync(anna.Say(bert.UserId, "live"));
        await first.ExpectAsync("the text", frame => FriendClient.IsText(frame, "live"));

        await using var second = await bert.OpenSocketAsync();
        await annas.SendAsync(anna.Say(bert.UserId, "to both"));

        await first.ExpectAsync("the next text", frame => FriendClient.IsText(frame, "to both"));
        await second.ExpectAsync("the next text", frame => FriendClient.IsText(frame, "to both"));
        Assert.Equal(["to both"], Texts(second.Seen));
    }

    [Fact]
    public async Task Messages_that_come_while_a_socket_opens_are_each_shown_once_and_in_order()
    {
        const int Count = 400;
        var (anna, bert) = await server.TwoAsync();
        var saying = SayAsync();
        var heard = new List<string>();

        while (heard.Count < Count)
        {
            await using var berts = await bert.OpenSocketAsync();
            var until = Number(Math.Min(heard.Count + 90, Count - 1));
            await berts.ExpectAsync(until, frame => FriendClient.IsText(frame, until));
            heard.AddRange(Texts(await berts.CloseAsync()));
        }

        await saying;
        Assert.Equal(Enumerable.Range(0, Count).Select(Number), heard);

        async Task SayAsync()
        {
            for (var number = 0; number < Count; number++)
            {
                await server.PostAsync(anna, bert, Number(number));
            }
        }
    }

    [Fact]
    public async Task Who_comes_again_at_once_is_shown_nothing_twice()
    {
        const int Count = 200;
        var (anna, bert) = await server.TwoAsync();
        var saying = SayAsync();
        var heard = new List<string>();

        while (!saying.IsCompleted)
        {
            await using var berts = await bert.OpenSocketAsync(); // closed at any moment of its beginning
            heard.AddRange(Texts(await berts.CloseAsync()));
        }

        await saying;
        await using var last = await bert.OpenSocketAsync();
        await last.SendAsync(bert.Say(bert.UserId, "end"));
        await last.ExpectAsync("the end", frame => FriendClient.IsText(frame, "end"));
        heard.AddRange(Texts(await last.CloseAsync()).Where(text => text != "end"));
        Assert.Equal(Enumerable.Range(0, Count).Select(Number), heard);

        async Task SayAsync()
        {
            for (var number = 0; number < Count; number++)
            {
                await server.PostAsync(anna, bert, Number(number));
            }
        }
    }

    [Fact]
    public async Task What_this_protocol_does_not_show_does_not_wait_for_ever()
    {
        var (anna, bert) = await server.TwoAsync();
        await server.BefriendAsync(anna, bert);
        await server.PostAsync(anna, bert, "kept");
        await server.RecallAsync(anna, bert, await server.PostAsync(anna, bert, "taken back"));

        await using (var berts = await bert.OpenSocketAsync())
        {
            await berts.SendAsync(bert.Say(bert.UserId, "a note"));
            await berts.ExpectAsync("the note", frame => FriendClient.IsText(frame, "a note"));
            Assert.Equal(["kept", "a note"], Texts(berts.Seen));
        }

        await NothingWaitsAsync(bert);
        Assert.DoesNotContain(await server.WaitingAsync(bert), one => one.Message.SenderId != bert.UserId);
    }

    /// <summary>The first that a new socket is shown is what its user says after it opened.</summary>
    private static async Task NothingWaitsAsync(FriendClient who)
    {
        await using var socket = await who.OpenSocketAsync();
        await socket.SendAsync(who.Say(who.UserId, "nothing waits"));
        await socket.ExpectAsync("the note", frame => FriendClient.IsText(frame, "nothing waits"));
        Assert.Equal(["nothing waits"], Texts(socket.Seen));
    }

    private static string Number(int number) => number.ToString("0000", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Texts(IEnumerable<string> frames) =>
        frames.Select(frame => JsonDocument.Parse(frame).RootElement.GetProperty("text").GetString()!);
}
