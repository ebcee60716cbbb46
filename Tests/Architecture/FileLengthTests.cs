namespace OrleansChat.Tests.Architecture;

public sealed class FileLengthTests
{
    private const int Ceiling = 400;
    private const int CeilingOfTests = 600;
    private const int NinetiethPercentile = 200;
    private const int CeilingOfPrograms = 60;

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

    private static IEnumerable<(string Name, int Lines)> Lengths(params string[] projects) => projects
        .SelectMany(RepositoryRoot.CSharpFiles)
        .Select(file => (RepositoryRoot.Relative(file), File.ReadAllLines(file).Length));
}
