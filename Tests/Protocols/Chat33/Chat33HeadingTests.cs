using System.Globalization;
using System.Text.RegularExpressions;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Protocols.Chat33;
using OrleansChat.WebFrontend.Protocols.Chat33.Documents;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>The table in the protocol's README: from each heading of the document to what answers it, and to its
/// test.</summary>
public sealed partial class Chat33HeadingTests
{
    private const string Page = "WebFrontend/Protocols/Chat33/README.md";

    private static readonly (string[] Headings, string Routes, string Tests)[] Rows = [.. ReadRows()];

    private static readonly HashSet<string> Served =
        [.. Chat33Endpoints.Verbs.Concat(Chat33AccountEndpoints.Verbs).Select(verb => verb.Path)];

    /// <summary>A heading, and the route or the event that the document has under it.</summary>
    private static readonly (string Name, string Target)[] Headings =
    [
        .. Chat33Samples.Text("headings.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(" | "))
            .Select(parts => (parts[0], parts.ElementAtOrDefault(1) ?? "")),
    ];

    [Fact]
    public void Every_heading_of_the_document_has_one_row()
    {
        var names = Headings.Select(heading => heading.Name).ToHashSet();
        var inRows = Rows.SelectMany(row => row.Headings).Where(names.Contains).ToArray();

        AssertNone(names.Except(inRows), "headings without a row");
        AssertNone(inRows.CountBy(name => name).Where(rows => rows.Value > 1).Select(rows => rows.Key), "headings in two rows");
    }

    [Fact]
    public void A_headings_row_has_what_the_document_has_under_it() => AssertNone(
        from heading in Headings
        where heading.Target.Length > 0
        let row = Rows.First(row => row.Headings.Contains(heading.Name))
        let targets = RoutesOf(row).Concat(EventsOf(row).Select(number => $"event {number}"))
        where !targets.Contains(heading.Target)
        select $"{heading.Name} ({heading.Target})",
        "headings whose row has something else");

    [Fact]
    public void Every_route_has_a_row() =>
        AssertNone(Served.Except(Rows.SelectMany(RoutesOf)), "routes without a row");

    [Fact]
    public void Every_event_has_a_row() => AssertNone(
        Chat33FrameTable.All.Select(kind => kind.EventType).Distinct()
            .Except(Rows.SelectMany(EventsOf))
            .Select(number => number.ToString(CultureInfo.InvariantCulture)),
        "events without a row");

    [Fact]
    public void What_a_row_names_is_there()
    {
        var tests = typeof(Chat33HeadingTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();

        AssertNone(
            Rows.SelectMany(RoutesOf).Where(path => !Served.Contains(path) && !Chat33Samples.ComesLater(path)),
            "routes that nothing serves");
        AssertNone(Rows.SelectMany(row => Quoted(row.Tests)).Except(tests), "test classes that are not there");
        AssertNone(Rows.Where(row => !Quoted(row.Tests).Any()).Select(row => row.Headings[0]), "rows without a test");
    }

    private static void AssertNone(IEnumerable<string> names, string what)
    {
        var found = string.Join(", ", names);
        Assert.True(found.Length == 0, $"{Page}, {what}: {found}");
    }

    private static IEnumerable<(string[] Headings, string Routes, string Tests)> ReadRows() =>
        from line in File.ReadLines(Path.Combine(RepositoryRoot.Path, Page))
        where line.StartsWith("| ", StringComparison.Ordinal)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length == 5 && cells[1] != "heading of the document"
        select (cells[1].Split(", "), cells[2], cells[3]);

    /// <summary>Paths of a row; a name without a slash is in the folder of the path before it.</summary>
    private static IEnumerable<string> RoutesOf((string[] Headings, string Routes, string Tests) row)
    {
        var folder = "";
        foreach (var name in Quoted(row.Routes).Where(name => !name.Contains('.', StringComparison.Ordinal)))
        {
            var path = name.StartsWith('/') ? name : $"{folder}/{name}";
            folder = path[..path.LastIndexOf('/')];
            yield return path;
        }
    }

    private static IEnumerable<int> EventsOf((string[] Headings, string Routes, string Tests) row) =>
        Events().Matches(row.Routes).SelectMany(list => Numbers().Matches(list.Value)).SelectMany(match =>
        {
            var first = Parse(match.Groups["first"].Value);
            var last = match.Groups["last"].Success ? Parse(match.Groups["last"].Value) : first;
            return Enumerable.Range(first, last - first + 1);
        });

    private static IEnumerable<string> Quoted(string cell) =>
        InTicks().Matches(cell).Select(match => match.Groups["name"].Value);

    private static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InTicks();

    [GeneratedRegex(@"events? \d[\d, to]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Events();

    [GeneratedRegex(@"(?<first>\d+)( to (?<last>\d+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Numbers();
}
