using System.Reflection;
using System.Text.RegularExpressions;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Architecture;

/// <summary>Pages that name a file, a folder or a type of the code must not outlive it.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Tracked = RepositoryRoot.TrackedFiles();

    private static readonly HashSet<string> Types =
    [
        .. new[] { typeof(ChatError), typeof(IMessageLog), typeof(IChatProtocol) }
            .Select(type => type.Assembly)
            .Append(Assembly.Load("Silo"))
            .Append(typeof(DocumentTests).Assembly)
            .SelectMany(assembly => assembly.GetTypes())
            .Select(type => type.Name.Split('`')[0]),
    ];

    [Fact]
    public void A_path_in_a_page_exists() => Assert.Empty(
        from mention in Mentions()
        where PathOfOurs().IsMatch(mention.Text) && !Exists(mention.Text)
        select $"{mention.Page} names {mention.Text}");

    [Fact]
    public void A_grain_or_port_in_a_page_exists() => Assert.Empty(
        from mention in Mentions()
        where TypeOfOurs().IsMatch(mention.Text) && !Types.Contains(mention.Text)
        select $"{mention.Page} names {mention.Text}");

    [Fact]
    public void A_link_in_a_page_leads_somewhere() => Assert.Empty(
        from page in Pages()
        from link in Link().Matches(Text(page)).Select(match => match.Groups["to"].Value.Split('#')[0])
        where link.Length > 0 && !link.Contains(':', StringComparison.Ordinal) && !AbsentProtocols.HoldsLink(link)
        let target = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, Path.GetDirectoryName(page)!, link))
        where !Path.Exists(target)
        select $"{page} links to {link}");

    private static IEnumerable<string> Pages() => Tracked.Where(file =>
        file == "README.md" || (file.StartsWith("docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal)));

    private static string Text(string page) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, page));

    private static IEnumerable<(string Page, string Text)> Mentions() =>
        from page in Pages()
        from match in Quoted().Matches(Text(page))
        select (page, match.Groups["text"].Value);

    private static bool Exists(string path) =>
        path.Contains('*', StringComparison.Ordinal) || Path.Exists(Path.Combine(RepositoryRoot.Path, path));

    [GeneratedRegex(@"(?<!`)`(?<text>[^`\n]+)`(?!`)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();

    /// <summary>Begins with a folder at the root; anything with a placeholder is an example.</summary>
    [GeneratedRegex(
        @"^(Grains\.Interfaces|Grains|Silo|WebFrontend|Tests|Benchmarks|docs|tools)/[\w./*-]*$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PathOfOurs();

    [GeneratedRegex(@"^I?[A-Z]\w+(Grain|Rules|Grains|Log|Fanout|Store|Codec)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TypeOfOurs();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}
