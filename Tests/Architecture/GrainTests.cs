using System.Text.RegularExpressions;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Architecture;

public sealed partial class GrainTests
{
    private const int Ceiling = 150;

    private static readonly string[] GrainFiles =
        [.. RepositoryRoot.CSharpFiles("Grains").Where(file => file.EndsWith("Grain.cs", StringComparison.Ordinal))];

    public static TheoryData<string> Grains => new(GrainFiles.Select(RepositoryRoot.Relative));

    [Fact]
    public void No_file_of_Grains_takes_a_lock() => // the banned-symbol analyzer does not see the statement
        Assert.DoesNotContain(
            RepositoryRoot.CSharpFiles("Grains"), file => LockStatement().IsMatch(File.ReadAllText(file)));

    [Theory]
    [MemberData(nameof(Grains))]
    public void A_grain_is_short(string name) =>
        Assert.InRange(File.ReadAllLines(Path.Combine(RepositoryRoot.Path, name)).Length, 1, Ceiling);

    [GeneratedRegex(@"^\s*lock\s*\(", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LockStatement();
}
