using OrleansChat.Tests.Protocols;
using OrleansChat.WebFrontend;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.Tests.Bridges;

/// <summary>Each thing that can be said on each protocol, seen from each other: live, in history, and after a time away.
/// One case for each row of the table of bridges.</summary>
public sealed class OneWorldTests(WorldHost world) : IClassFixture<WorldHost>
{
    private static readonly string[] Present = [.. ProtocolCatalog.All.Select(protocol => protocol.Name)];

    /// <summary>Rows of protocols that are there.</summary>
    public static TheoryData<string, string, BridgePlace, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, BridgePlace, string>();
            foreach (var row in BridgeTable.Rows.Where(row => Present.Contains(row.From)
                && Present.Contains(row.To) && row.Said != "Alert"))
            {
                rows.Add(row.From, row.To, row.Place, row.Said);
            }

            foreach (var protocol in Present) // and within one
            {
                rows.Add(protocol, protocol, BridgePlace.Direct, "Text");
            }

            return rows;
        }
    }

    // Nothing is taken back in chat rooms, and nobody comes or goes there.
    private static IEnumerable<BridgeRow> Alerts => BridgeTable.Rows.Where(row =>
        row.Place is not BridgePlace.ChatRoom && row.Said == "Alert" && Present.Contains(row.To));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_is_said_on_one_is_seen_on_the_other(string from, string to, BridgePlace kind, string said)
    {
        var place = await world.MeetAsync(kind);
        var (speaks, listens) = (world.Side(from), world.Side(to));
        await using var mouth = await speaks.ConnectAsync(place.Speaker);
        await EnterAsync(speaks, mouth, place);
        await listens.CatchUpAsync(place);
        string[] expected = [listens.Expected(said, isOwn: false), listens.Expected("Text", isOwn: false)];

        // live
        await using (var ear = await listens.ConnectAsync(place.Listener))
        {
            await EnterAsync(listens, ear, place);
            await SayAsync(place, speaks, mouth, said);
            await SayAsync(place, speaks, mouth, "Text");
            Assert.Equal(expected, await HearAsync(listens, ear, expected[^1], said == "Text" ? 2 : 1));
        }

        // in history
        var history = await listens.HistoryAsync(place);
        Assert.Equal(expected, history?[^2..] ?? expected);
        await listens.CatchUpAsync(place);

        // after a time away; who is not in a chat room misses nothing
        await world.GoneAsync(place.Listener);
        await SayAsync(place, speaks, mouth, said);
        await SayAsync(place, speaks, mouth, "Text");
        var (shown, unread) = await listens.ReturnAsync(place);
        Assert.Equal(kind is BridgePlace.ChatRoom ? [] : expected, shown);
        Assert.Equal(2, unread ?? 2);
        Assert.Empty(await world.VerifyLogAsync());
    }

    [Fact]
    public async Task What_the_server_says_is_an_event_or_nothing()
    {
        foreach (var row in Alerts)
        {
            await TakeBackAsync(row);
        }
    }

    private async Task TakeBackAsync(BridgeRow alert)
    {
        var place = await world.MeetAsync(alert.Place);
        var listens = world.Side(alert.To);
        await listens.CatchUpAsync(place);
        await using var ear = await listens.ConnectAsync(place.Listener);

        var taken = await world.PostAsync(place, Said.All["Image"]);
        await world.RecallAsync(place, taken);
        await world.PostAsync(place, Said.All["Text"]);

        var last = listens.Expected("Text", isOwn: false);
        var heard = await HearAsync(listens, ear, last, 1);
        Assert.Equal(alert.Form is BridgeForm.Nothing ? 2 : 3, heard.Length);
        Assert.Equal((listens.Expected("Image", isOwn: false), last), (heard[0], heard[^1]));
        var history = await listens.HistoryAsync(place);
        Assert.DoesNotContain(heard[0], history ?? []); // what was taken back is in no history
    }

    private static Task EnterAsync(Side side, WireSocket socket, Place place) =>
        place.Kind is BridgePlace.ChatRoom ? side.EnterAsync(socket, place) : Task.CompletedTask;

    private async Task SayAsync(Place place, Side speaks, WireSocket mouth, string said)
    {
        if (speaks.Say(place, said) is { } frame)
        {
            var before = await world.LastAsync(place);
            await mouth.SendAsync(frame);
            await world.SaidAsync(place, before, mouth);
        }
        else
        {
            Assert.NotEqual("Text", said);
            await world.PostAsync(place, Said.All[said]); // what no client may say there, the server does
        }
    }

    /// <summary>What a socket shows until something has come so many times.</summary>
    private static async Task<string[]> HearAsync(Side listens, WireSocket ear, string last, int times)
    {
        var heard = new List<string>();
        await ear.ExpectAsync(last, frame =>
        {
            if (listens.Read(frame) is { } words)
            {
                heard.Add(words);
            }

            return heard.Count(one => one == last) == times;
        });
        return [.. heard];
    }
}
