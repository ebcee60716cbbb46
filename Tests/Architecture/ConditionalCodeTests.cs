using System.Text.RegularExpressions;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Architecture;

public sealed partial class ConditionalCodeTests
{
    /// <summary>Where the two runtimes differ, and nowhere else.</summary>
    private static readonly string[] Allowed = ["Grains.Interfaces/Runtime/", "Silo/Cluster/", "Silo/Embedded/"];

    [Fact]
    public void One_source_is_compiled_for_both_runtimes()
    {
        var conditional = RepositoryRoot.CSharpFiles(".")
            .Where(file => Condition().IsMatch(File.ReadAllText(file)))
            .Select(RepositoryRoot.Relative)
            .Where(file => !file.StartsWith("artifacts/", StringComparison.Ordinal))
            .Where(file => !Allowed.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)));

        Assert.Empty(conditional);
    }

    [GeneratedRegex(@"^\s*#\s*if\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Condition();
}
