using System.Globalization;
using System.Text.RegularExpressions;
using OrleansChat.Errors;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend;

namespace OrleansChat.Tests.Architecture;

/// <summary>The page that says what each refusal is called on the wire.</summary>
public sealed partial class ErrorTableTests
{
    private static readonly string[] Heads = ["refusal", "meaning"];

    [Fact]
    public void The_page_of_errors_is_what_the_code_says() => GoldenFile.CompareFile(
        "docs/errors.md", Page(), "clients in the field know these numbers and texts.", WithoutAbsent);

    /// <summary>A protocol that was taken out leaves its column to whoever writes the page next.</summary>
    private static string[] WithoutAbsent(string[] page)
    {
        var head = Array.FindIndex(page, line => line.StartsWith('|'));
        if (head < 0)
        {
            return page;
        }

        var known = Heads.Concat(ProtocolCatalog.All.Select(protocol => protocol.Name)).ToHashSet();
        var absent = page[head].Split('|').Select(name => name.Trim())
            .Index()
            .Where(column => column.Item.Length > 0 && !known.Contains(column.Item))
            .Select(column => column.Index)
            .ToHashSet();
        return [.. page.Select(line => line.StartsWith('|')
            ? string.Join('|', line.Split('|').Where((_, column) => !absent.Contains(column)))
            : line)];
    }

    private static IEnumerable<string> Page()
    {
        var protocols = ProtocolCatalog.All.Where(protocol => protocol.Errors.Count > 0).ToArray();
        yield return "# Errors";
        yield return "";
        yield return "Made by `Tests/Architecture/ErrorTableTests.cs` from `Grains.Interfaces/Errors/ChatError.cs` and the "
            + "protocols; not to be edited.";
        yield return "";
        yield return $"| refusal | meaning | {string.Join(" | ", protocols.Select(protocol => protocol.Name))} |";
        yield return $"|---|---|{string.Concat(protocols.Select(_ => "---|"))}";
        var meanings = Meanings();
        foreach (var error in Enum.GetValues<ChatError>())
        {
            var cells = protocols.Select(protocol => protocol.Errors.SingleOrDefault(one => one.Error == error) is { } known
                ? $"{known.Code} {known.Text}".TrimEnd()
                : "");
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {error} | {meanings[error.ToString()]} | {string.Join(" | ", cells)} |");
        }
    }

    /// <summary>What stands above each member.</summary>
    private static Dictionary<string, string> Meanings()
    {
        var source = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Grains.Interfaces", "Errors", "ChatError.cs"));
        return Member().Matches(source).ToDictionary(
            match => match.Groups["name"].Value,
            match => Reference().Replace(Break().Replace(match.Groups["text"].Value, " "), "${name}"));
    }

    [GeneratedRegex(
        @"<summary>(?<text>[^/]*?(?:/// [^/]*?)*)</summary>(?:\s*///[^\n]*)*\s*(?<name>\w+) = \d+,",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Member();

    [GeneratedRegex(@"\s*\n\s*///\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Break();

    [GeneratedRegex(@"<see cref=""(?<name>\w+)""/>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Reference();
}
