using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Architecture;

public sealed class FileLengthTests
{
    private const int Ceiling = 400;
    private const int CeilingOfTests = 600;
    private const int NinetiethPercentile = 200;
    private const int CeilingOfPrograms = 60;
    private const int MaxColumns = 120;

    private static readonly string[] Projects = ["Grains.Interfaces", "Grains", "Silo", "WebFrontend", "Benchmarks"];

    [Fact]
    public void No_source_file_is_longer_than_the_ceiling() =>
        Assert.DoesNotContain(Lengths(Projects), file => file.Lines > Ceiling);

    [Fact]
    public void No_test_file_is_longer_than_its_ceiling() =>
        Assert.DoesNotContain(Lengths("Tests"), file => file.Lines > CeilingOfTests);

    [Fact]
    public void Nine_files_in_ten_fit_in_two_hundred_lines()
    {
        var lengths = Lengths(Projects).Select(file => file.Lines).Order().ToArray();

        Assert.InRange(lengths[lengths.Length * 9 / 10], 1, NinetiethPercentile);
    }

    [Fact]
    public void A_program_is_a_table_of_contents() =>
        Assert.DoesNotContain(
            Lengths("Silo", "WebFrontend"),
            file => Path.GetFileName(file.Name) == "Program.cs" && file.Lines > CeilingOfPrograms);

    [Theory]
    [InlineData("Silo/Operations")]
    [InlineData("Silo/Storage")]
    [InlineData("Silo/Telemetry")]
    [InlineData("WebFrontend/Admin")]
    [InlineData("WebFrontend/Gateway")]
    [InlineData("WebFrontend/Hosting")]
    public void No_line_is_wider_than_a_screen(string folder)
    {
        var files = RepositoryRoot.CSharpFiles(folder).ToArray();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => File.ReadLines(file)
            .Select((line, at) => (Line: line, Place: $"{RepositoryRoot.Relative(file)}:{at + 1}"))
            .Where(line => line.Line.Length > MaxColumns)
            .Select(line => line.Place)));
    }

    private static IEnumerable<(string Name, int Lines)> Lengths(params string[] projects) => projects
        .SelectMany(RepositoryRoot.CSharpFiles)
        .Select(file => (RepositoryRoot.Relative(file), File.ReadAllLines(file).Length));
}
