using System.Globalization;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Decisions 8 and 10 to 12: what has come to whom.</summary>
[Collection(nameof(ImTests))]
public sealed class ImReceiptTests(ImHost server)
{
    private static int _ids;

    [Fact]
    public async Task What_waits_is_announced_and_fetched_and_confirmed()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        var ids = new List<long>();
        foreach (var words in (string[])["one", "two", "three"])
        {
            ids.Add(NextId());
            await annas.SendAsync(ImWire.Say(ids[^1], anna.UserId, bert.UserId, words));
            await annas.ExpectAsync("the ack", one => ImWire.Acknowledges(one, ids[^1]));
        }

        Assert.All(await server.OfflineAsync(bert), one => Assert.Equal("Server", one.GetProperty("stateEnum").GetString()));
        await using var berts = await server.ConnectAsync(bert);
        Assert.Contains(berts.Seen, text => text.Contains("您有3离线消息", StringComparison.Ordinal)
            && text.Contains("\"msgType\":\"Event\",\"eventType\":\"OfflineMessage\"", StringComparison.Ordinal)
            && text.Contains("\"chatType\":\"Single\"", StringComparison.Ordinal));
        Assert.DoesNotContain(berts.Seen, text => text.Contains("\"Text\"", StringComparison.Ordinal)); // nothing is pushed

        await server.OfflineAsync(bert);
        var waiting = await server.OfflineAsync(bert);
        Assert.Equal(ids, waiting.Select(one => one.GetProperty("id").GetInt64())); // asking changes nothing
        Assert.All(waiting, one => Assert.Equal("Server", one.GetProperty("stateEnum").GetString()));
        await berts.SendAsync(ImWire.Confirm(ids[1]));
        await server.ExpectStateAsync(bert, ids[1], "Client");
        Assert.Equal([ids[0], ids[2]], (await server.OfflineAsync(bert)).Select(one => one.GetProperty("id").GetInt64()));
    }

    [Fact]
    public async Task Nothing_is_announced_when_nothing_waits()
    {
        await using var wire = await server.ConnectAsync(await server.UserAsync("Anna"));

        Assert.DoesNotContain(wire.Seen, text => text.Contains("OfflineMessage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_receiver_confirms()
    {
        var (anna, bert, carl) =
            (await server.UserAsync("Anna"), await server.UserAsync("Bert"), await server.UserAsync("Carl"));
        await using var annas = await server.ConnectAsync(anna);
        await using var carls = await server.ConnectAsync(carl);
        var id = NextId();
        await annas.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, "for Bert"));
        await annas.ExpectAsync("the ack", one => ImWire.Acknowledges(one, id));
        await annas.SendAsync(ImWire.Confirm(id));
        await carls.SendAsync(ImWire.Confirm(id));
        await carls.SendAsync(ImWire.Confirm(12_345));

        // What one socket confirms is reported in its order: when the last is done, all are.
        foreach (var (wire, user) in new[] { (annas, anna), (carls, carl) })
        {
            var own = NextId();
            await wire.SendAsync(ImWire.Say(own, user.UserId, user.UserId, "mine"));
            await wire.ExpectAsync("what he said to himself", one => ImWire.Shows(one, "mine"));
            await wire.SendAsync(ImWire.Confirm(own));
            await server.ExpectStateAsync(user, own, "Client");
        }

        Assert.Equal("Server", await server.StateAsync(bert, id));
    }

    [Fact]
    public async Task The_first_of_two_devices_confirms_for_both()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        await using var first = await server.ConnectAsync(bert);
        await using var second = await server.ConnectAsync(bert);
        var id = NextId();
        await annas.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, "both"));
        await first.ExpectAsync("the text", one => ImWire.Shows(one, "both"));
        await second.ExpectAsync("the text", one => ImWire.Shows(one, "both"));
        Assert.Equal("ServerToClientIng", await server.StateAsync(bert, id));
        await second.SendAsync(ImWire.Confirm(id));
        await server.ExpectStateAsync(bert, id, "Client");
        await first.SendAsync(ImWire.Confirm(id));

        await ImAuthTests.SpeaksAsync(first, bert.UserId);
        Assert.Equal("Client", await server.StateAsync(bert, id));
    }

    [Fact]
    public async Task What_is_handed_stays_so_when_the_socket_is_lost()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        var id = NextId();
        await using (var berts = await server.ConnectAsync(bert))
        {
            await annas.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, "lost"));
            await berts.ExpectAsync("the text", one => ImWire.Shows(one, "lost"));
            berts.Drop();
        }

        await server.ExpectStateAsync(bert, id, "ServerToClientIng");
        await using var again = await server.ConnectAsync(bert);
        Assert.DoesNotContain(again.Seen, text => text.Contains("OfflineMessage", StringComparison.Ordinal));
        await again.SendAsync(ImWire.Confirm(id));
        await server.ExpectStateAsync(bert, id, "Client");
    }

    [Fact]
    public async Task A_thousand_messages_are_confirmed_at_once()
    {
        const int Count = 1_000;
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await server.ConnectAsync(anna);
        for (var i = 0; i < Count; i++)
        {
            await annas.SendAsync(ImWire.Say(
                NextId(), anna.UserId, bert.UserId, i.ToString(CultureInfo.InvariantCulture)));
        }

        for (var i = 0; i < Count; i++)
        {
            await annas.ExpectAsync("the ack", one => ImWire.Is(one, "Ack"));
        }

        var waiting = await server.OfflineAsync(bert);
        Assert.Equal(Count, waiting.Count);
        await using var berts = await server.ConnectAsync(bert);
        foreach (var one in waiting)
        {
            await berts.SendAsync(ImWire.Confirm(one.GetProperty("id").GetInt64()));
        }

        foreach (var one in waiting.Where((_, at) => at % 250 == 0).Append(waiting[^1]))
        {
            await server.ExpectStateAsync(bert, one.GetProperty("id").GetInt64(), "Client");
        }

        Assert.Empty(await server.OfflineAsync(bert));
    }

    private static long NextId() => 2_000_000_000_000 + Interlocked.Increment(ref _ids);
}
