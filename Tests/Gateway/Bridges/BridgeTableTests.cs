using OrleansChat.Conversations;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.Tests.Gateway.Bridges;

public sealed class BridgeTableTests
{
    private const string Begin = "<!-- bridges: begin -->";
    private const string End = "<!-- bridges: end -->";

    [Fact]
    public void No_row_stands_twice() => Assert.Distinct(
        BridgeTable.Rows.Select(row => (row.From, row.To, row.Place, row.Said)));

    [Fact]
    public void Nobody_bridges_to_himself() => Assert.DoesNotContain(BridgeTable.Rows, row => row.From == row.To);

    [Fact]
    public void A_view_shows_what_its_rows_say()
    {
        foreach (var row in BridgeTable.Rows)
        {
            var shown = BridgeTable.For(row.To, _ => true).FormOf(Message(row.Place, row.Kind));
            var shownWithoutSwitches = BridgeTable.For(row.To, _ => false).FormOf(Message(row.Place, row.Kind));

            var isStoredAsText = row is { Kind: MessageKind.Text, Form: BridgeForm.Text };
            var expected = isStoredAsText ? BridgeForm.Same : row.Form;
            Assert.Equal(expected, shown);
            Assert.Equal(row.Setting is null ? expected : BridgeForm.Nothing, shownWithoutSwitches);
        }
    }

    [Theory]
    [InlineData("Friend", BridgePlace.Direct, MessageKind.Image, BridgeForm.Text)]
    [InlineData("Friend", BridgePlace.Direct, MessageKind.Alert, BridgeForm.Nothing)]
    [InlineData("Friend", BridgePlace.Room, MessageKind.Text, BridgeForm.Nothing)]
    [InlineData("Im", BridgePlace.Direct, MessageKind.RedPacket, BridgeForm.Link)]
    [InlineData("Im", BridgePlace.Room, MessageKind.Alert, BridgeForm.Event)]
    [InlineData("Im", BridgePlace.Room, MessageKind.Forward, BridgeForm.Text)]
    [InlineData("Im", BridgePlace.Room, MessageKind.Membership, BridgeForm.Nothing)]
    [InlineData("Nobody", BridgePlace.Direct, MessageKind.Text, BridgeForm.Nothing)]
    public void Kinds_are_rendered_as_the_common_ground_says(
        string to, BridgePlace place, MessageKind kind, BridgeForm expected) =>
        Assert.Equal(expected, BridgeTable.For(to, _ => false).FormOf(Message(place, kind)));

    [Fact]
    public void The_page_of_protocols_has_the_table()
    {
        var page = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "protocols.md"));

        GoldenFile.CompareFile(
            "docs/protocols.md",
            [
                .. page.TakeWhile(line => line != Begin),
                Begin,
                .. Table(),
                End,
                .. page.SkipWhile(line => line != End).Skip(1),
            ],
            "operators read there what crosses a bridge.");
    }

    private static IEnumerable<string> Table()
    {
        yield return "";
        yield return "| from | to | where | said | shown | lost |";
        yield return "| --- | --- | --- | --- | --- | --- |";
        foreach (var row in BridgeTable.Rows.GroupBy(row => (row.From, row.To, row.Said, row.Form, row.Lost)))
        {
            var places = string.Join(", ", row.Select(one => one.Place switch
            {
                BridgePlace.Direct => "two users",
                BridgePlace.Room => "room",
                _ => "chat room (switch)",
            }));
            yield return
                $"| {row.Key.From} | {row.Key.To} | {places} | {row.Key.Said} | {Shown(row.Key.Form)} | {row.Key.Lost} |";
        }

        yield return "";
    }

    private static string Shown(BridgeForm form) => form switch
    {
        BridgeForm.Nothing => "not at all",
        BridgeForm.Same => "as the same",
        BridgeForm.Text => "as a text",
        BridgeForm.Link => "as a link",
        _ => "as an event",
    };

    private static ChatMessage Message(BridgePlace place, MessageKind kind)
    {
        var conversation = place switch
        {
            BridgePlace.Direct => "d:1:2",
            BridgePlace.Room => "r:7",
            _ => "c:8",
        };
        return new ChatMessage(conversation, 1, 1, 1, null, kind, "{}", false, 0, null);
    }
}
