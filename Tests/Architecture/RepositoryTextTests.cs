using System.Text.RegularExpressions;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Architecture;

public sealed partial class RepositoryTextTests
{
    private static readonly string[] Binary = [".png", ".gz", ".ico", ".zip", ".nupkg"];

    /// <summary>A checkout builds on any machine, so no file may know the one it was written on, or where its
    /// packages came from.</summary>
    [Fact]
    public void No_tracked_file_names_a_machine_or_a_registry()
    {
        var leaks = from file in RepositoryRoot.TrackedFiles()
                    where !Binary.Contains(Path.GetExtension(file))
                    from line in File.ReadLines(Path.Combine(RepositoryRoot.Path, file)).Select((text, at) => (Text: text, At: at + 1))
                    where MachinePath().IsMatch(line.Text) || RegistryHost().IsMatch(line.Text)
                    select $"{file}:{line.At}";

        Assert.Empty(leaks);
    }

    [Theory]
    [InlineData("see /" + "opt/wt/x", true)]
    [InlineData("in /" + "home/somebody/", true)]
    [InlineData("C:" + @"\Users\somebody", true)]
    [InlineData("PGDATA=/var/lib/postgresql/data", false)]
    [InlineData("GET /opt-out", false)]
    [InlineData("/workspace/list", false)]
    public void Machine_paths_are_recognised(string text, bool expected) =>
        Assert.Equal(expected, MachinePath().IsMatch(text));

    [GeneratedRegex(
        @"(?<![\w.])(/(home|Users)/\w|/(root|work)/|/opt/(?!homebrew)\w+/\w|[A-Za-z]:\\Users)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://[^\s""]*(nuget|artifactory|nexus|proxy)[^\s""]*/index\.json", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex RegistryHost();
}
